package io.skillsphere.web.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionsTest extends IdentityTest {

    private static final Duration PAST_THE_GRACE = Sessions.GRACE.plusMillis(1);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Accounts accounts;

    @Test
    void a_refresh_token_is_good_once_and_gives_the_next_one_and_a_new_access_token() throws Exception {
        Answer signedIn = registerSomebody();

        Answer refreshed = refresh(signedIn.refreshToken());

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.accountId()).isEqualTo(signedIn.accountId());
        assertThat(refreshed.text("/tokenType")).isEqualTo("Bearer");
        assertThat(refreshed.text("/expiresIn")).isEqualTo("900");
        assertThat(refreshed.refreshToken()).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(signedIn.refreshToken());
        assertThat(sessionOf(refreshed)).isEqualTo(sessionOf(signedIn));
        assertThat(isGood(refreshed)).isTrue();
        assertThat(isGood(signedIn)).isTrue();
        assertThat(refresh(refreshed.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void two_tabs_that_refresh_within_the_grace_get_the_same_next_token() {
        Answer signedIn = registerSomebody();

        Answer first = refresh(signedIn.refreshToken());
        clock.advance(Sessions.GRACE.minusSeconds(2));
        Answer second = refresh(signedIn.refreshToken());

        assertThat(second.refreshToken()).isEqualTo(first.refreshToken());
        assertThat(isGood(second)).isTrue();
    }

    @Test
    void fifty_who_refresh_at_once_with_one_token_are_one_family_and_a_later_replay_of_it_kills_it() throws Exception {
        Answer signedIn = registerSomebody();
        ExecutorService tabs = Executors.newFixedThreadPool(50);
        List<Answer> refreshed;
        try {
            Callable<Answer> refresh = () -> refresh(signedIn.refreshToken());
            refreshed = tabs.invokeAll(Collections.nCopies(50, refresh)).stream()
                    .map(SessionsTest::get)
                    .toList();
        } finally {
            tabs.shutdown();
        }

        assertThat(refreshed).extracting(Answer::status).containsOnly(200);
        assertThat(refreshed.stream().map(Answer::refreshToken).distinct()).hasSize(1);
        assertThat(tokensIn(sessionOf(signedIn))).isEqualTo(2);
        Answer last = refresh(refreshed.get(0).refreshToken());
        assertThat(isGood(last)).isTrue();

        clock.advance(PAST_THE_GRACE);
        Answer replayed = refresh(signedIn.refreshToken());

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.code()).isEqualTo("unauthenticated");
        assertThat(refresh(last.refreshToken()).status()).isEqualTo(401);
        assertThat(isGood(last)).isFalse();
        assertThat(isGood(signedIn)).isFalse();
        assertThat(endOf(signedIn)).isEqualTo("TOKEN_REUSED");
    }

    @Test
    void nothing_in_the_database_can_be_used_as_a_token() throws Exception {
        Answer signedIn = registerSomebody();
        Answer refreshed = refresh(signedIn.refreshToken());

        List<byte[]> hashes = jdbc.sql("SELECT hash FROM refresh_token WHERE session_id = ?")
                .param(sessionOf(signedIn))
                .query(byte[].class)
                .list();

        assertThat(hashes).containsExactlyInAnyOrder(sha256(signedIn.refreshToken()), sha256(refreshed.refreshToken()));
    }

    @Test
    void what_makes_the_next_token_is_forgotten_after_the_grace() throws Exception {
        Answer signedIn = registerSomebody();
        Answer refreshed = refresh(signedIn.refreshToken());
        clock.advance(PAST_THE_GRACE);

        refresh(refreshed.refreshToken());

        assertThat(jdbc.sql("SELECT successor_salt IS NULL FROM refresh_token WHERE hash = ?")
                        .param(sha256(signedIn.refreshToken()))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_session_ends_for_good_thirty_days_after_signing_in_however_often_it_is_refreshed() throws Exception {
        Answer signedIn = registerSomebody();
        clock.advance(Duration.ofDays(30).minusMinutes(5));
        Answer refreshed = refresh(signedIn.refreshToken());

        assertThat(refreshed.body().at("/expiresIn").asInt()).isBetween(1, 300);
        assertThat(isGood(refreshed)).isTrue();

        clock.advance(Duration.ofMinutes(5));
        assertThat(refresh(refreshed.refreshToken()).status()).isEqualTo(401);
        assertThat(isGood(refreshed)).isFalse();

        sessions.forgetExpired();
        assertThat(tokensIn(sessionOf(signedIn))).isZero();
    }

    @Test
    void an_access_token_is_good_for_fifteen_minutes() {
        Answer signedIn = registerSomebody();

        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(isGood(signedIn)).isTrue();

        clock.advance(AccessTokens.CLOCK_SKEW.plusSeconds(2));
        assertThat(isGood(signedIn)).isFalse();
        assertThat(refresh(signedIn.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void logging_out_ends_this_session_at_once_and_no_other() {
        String email = newAddress();
        Answer here = register("Ada", email, PASSWORD, "LEARNER");
        Answer there = login(email, PASSWORD);

        assertThat(logOut(here.refreshToken()).status()).isEqualTo(204);

        assertThat(isGood(here)).isFalse();
        assertThat(refresh(here.refreshToken()).status()).isEqualTo(401);
        assertThat(isGood(there)).isTrue();
        assertThat(logOut(here.refreshToken()).status()).isEqualTo(204);
    }

    @Test
    void logging_out_does_not_tell_whether_a_token_is_known() {
        assertThat(logOut(OpaqueToken.random().value()).status()).isEqualTo(204);
    }

    @Test
    void logging_out_everywhere_ends_all_sessions_of_this_account_at_once() {
        String email = newAddress();
        Answer here = register("Ada", email, PASSWORD, "LEARNER");
        Answer there = login(email, PASSWORD);
        Answer somebodyElse = registerSomebody();

        assertThat(http.post("/api/auth/logout-everywhere", null, bearer(here.token()))
                        .status())
                .isEqualTo(204);

        assertThat(isGood(here)).isFalse();
        assertThat(isGood(there)).isFalse();
        assertThat(refresh(there.refreshToken()).status()).isEqualTo(401);
        assertThat(isGood(somebodyElse)).isTrue();
        assertThat(isGood(login(email, PASSWORD))).isTrue();
    }

    @Test
    void who_is_not_signed_in_cannot_log_out_everywhere() {
        assertThat(http.post("/api/auth/logout-everywhere", null).status()).isEqualTo(401);
    }

    @Test
    void an_access_token_does_not_refresh() {
        Answer signedIn = registerSomebody();

        assertThat(refresh(signedIn.token().substring(0, 200)).status()).isEqualTo(401);
        assertThat(refresh(OpaqueToken.random().value()).status()).isEqualTo(401);
        assertThat(http.post("/api/auth/refresh", "{}").status()).isEqualTo(400);
    }

    @Test
    void who_showed_a_password_that_was_changed_meanwhile_gets_no_session() {
        UUID accountId = anAccountWith(Role.LEARNER);
        String hash = accounts.findById(accountId).orElseThrow().passwordHash();

        assertThat(sessions.open(accountId, hash)).isPresent();
        assertThat(sessions.open(accountId, "the hash of an older password")).isEqualTo(Optional.empty());
    }

    private Answer logOut(String token) {
        return http.post("/api/auth/logout", "{\"refreshToken\": \"%s\"}".formatted(token));
    }

    private boolean isGood(Answer signedIn) {
        int status = http.get("/api/probe", bearer(signedIn.token())).status();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private static UUID sessionOf(Answer signedIn) throws Exception {
        return UUID.fromString(
                SignedJWT.parse(signedIn.token()).getJWTClaimsSet().getStringClaim("sid"));
    }

    private int tokensIn(UUID sessionId) {
        return jdbc.sql("SELECT count(*) FROM refresh_token WHERE session_id = ?")
                .param(sessionId)
                .query(Integer.class)
                .single();
    }

    private String endOf(Answer signedIn) throws Exception {
        return jdbc.sql("SELECT ended_because FROM account_session WHERE id = ?")
                .param(sessionOf(signedIn))
                .query(String.class)
                .single();
    }

    private static byte[] sha256(String token) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    }

    private static Answer get(Future<Answer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
