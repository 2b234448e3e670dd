package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One-time codes for those whom a provider has identified: each is good once, for the client whose challenge it is tied to. */
@Component
class SignInCodes {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** Who has to be asked for an address needs longer. */
    private static final Duration LIFETIME_WITHOUT_ADDRESS = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whom a code was given for, and the role of an account that is opened for them. */
    record Redeemed(SomebodyElsewhere somebody, Role role) {}

    OpaqueToken issue(SomebodyElsewhere somebody, SignInAttempts.Wish wish) {
        OpaqueToken code = OpaqueToken.random();
        Duration lifetime = somebody.email() == null ? LIFETIME_WITHOUT_ADDRESS : LIFETIME;
        jdbc.sql("""
                        INSERT INTO sign_in_code (hash, code_challenge, issuer, subject, name, email, role, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(code.hash(), wish.codeChallenge())
                .params(somebody.issuer(), somebody.subject(), somebody.name(), somebody.email())
                .params(wish.role().name(), at(clock.instant().plus(lifetime)))
                .update();
        return code;
    }

    /** Uses it up; empty, and nothing is used up, if there is no such code, or not any more, or the verifier is another's. */
    Optional<Redeemed> redeem(OpaqueToken code, String verifier) {
        return jdbc.sql("""
                        DELETE FROM sign_in_code WHERE hash = ? AND code_challenge = ? AND expires_at > ?
                        RETURNING issuer, subject, name, email, role""")
                .params(code.hash(), challenge(verifier), at(clock.instant()))
                .query((row, number) -> new Redeemed(
                        new SomebodyElsewhere(
                                row.getString("issuer"),
                                row.getString("subject"),
                                row.getString("name"),
                                row.getString("email")),
                        Role.valueOf(row.getString("role"))))
                .optional();
    }

    /** S256 of RFC 7636. */
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new OpaqueToken(verifier).hash());
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        jdbc.sql("DELETE FROM sign_in_code WHERE expires_at < ?")
                .param(at(clock.instant()))
                .update();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
