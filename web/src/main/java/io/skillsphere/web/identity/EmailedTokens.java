package io.skillsphere.web.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The secrets in the links that we mail: each is good once, for one purpose, for a while. */
@Component
class EmailedTokens {

    /** However often somebody asks, nobody's mailbox is filled; but a mail that could not be sent is written again. */
    private static final Duration AT_MOST_ONE_EVERY = Duration.ofSeconds(50);

    private final JdbcClient jdbc;
    private final Clock clock;

    EmailedTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new one for the account; empty if it was given one for the same purpose just now. */
    Optional<OpaqueToken> issue(UUID accountId, LinkPurpose purpose) {
        Instant now = clock.instant();
        OpaqueToken token = OpaqueToken.random();
        int added = jdbc.sql("""
                        INSERT INTO emailed_token (hash, account_id, purpose, created_at, expires_at)
                        SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (
                            SELECT FROM emailed_token WHERE account_id = ? AND purpose = ? AND created_at > ?)""")
                .params(token.hash(), accountId, purpose.name(), at(now), at(now.plus(purpose.lifetime())))
                .params(accountId, purpose.name(), at(now.minus(AT_MOST_ONE_EVERY)))
                .update();
        return added == 1 ? Optional.of(token) : Optional.empty();
    }

    /** Whose it is, while it is good. */
    Optional<UUID> find(OpaqueToken token, LinkPurpose purpose) {
        return jdbc.sql("SELECT account_id FROM emailed_token WHERE hash = ? AND purpose = ? AND expires_at > ?")
                .params(token.hash(), purpose.name(), at(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** Uses it up, and with it all others of its account and purpose; empty if it was not good, or not any more. */
    Optional<UUID> redeem(OpaqueToken token, LinkPurpose purpose) {
        Optional<UUID> accountId = jdbc.sql("""
                        DELETE FROM emailed_token WHERE hash = ? AND purpose = ? AND expires_at > ?
                        RETURNING account_id""")
                .params(token.hash(), purpose.name(), at(clock.instant()))
                .query(UUID.class)
                .optional();
        accountId.ifPresent(id -> jdbc.sql("DELETE FROM emailed_token WHERE account_id = ? AND purpose = ?")
                .params(id, purpose.name())
                .update());
        return accountId;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetExpired() {
        jdbc.sql("DELETE FROM emailed_token WHERE expires_at < ?")
                .param(at(clock.instant()))
                .update();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
