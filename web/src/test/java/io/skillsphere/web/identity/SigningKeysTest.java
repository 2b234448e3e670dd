package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class SigningKeysTest extends IdentityTest {

    private static final Duration KEY_LIFETIME = Duration.ofDays(90);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private TokenProperties properties;

    @Autowired
    private SigningKeys keys;

    /** The clock goes back now, and the keys have to as well. */
    @AfterEach
    void startAnew() {
        clock.reset();
        jdbc.sql("UPDATE signing_key SET signs_from = now() - interval '1 minute'")
                .update();
        keys.look();
    }

    @Test
    void nodes_that_start_at_once_and_later_starts_share_one_key() throws Exception {
        jdbc.sql("DELETE FROM signing_key").update();
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<String> start = () -> start().current().getKeyID();
            List<Future<String>> started = nodes.invokeAll(List.of(start, start, start));

            String keyId = started.get(0).get();
            assertThat(started.get(1).get()).isEqualTo(keyId);
            assertThat(started.get(2).get()).isEqualTo(keyId);
            assertThat(start().current().getKeyID()).isEqualTo(keyId);
            assertThat(start().current().isPrivate()).isTrue();
            assertThat(jdbc.sql("SELECT count(*) FROM signing_key")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void a_new_key_is_published_before_it_signs_and_no_live_token_breaks() throws Exception {
        String before = keys.current().getKeyID();
        Answer admin = http.post("/api/admin/signing-keys", null, signedInAs(Role.ADMIN));
        String next = admin.text("/kid");

        assertThat(admin.status()).isEqualTo(202);
        assertThat(next).isNotEqualTo(before);
        assertThat(published()).contains(before, next);
        assertThat(keyOf(registerSomebody())).isEqualTo(before);
        SigningKeys otherNode = start();

        clock.advance(SigningKeys.PUBLISHED_BEFORE.minusMinutes(2));
        Answer signedByTheOld = registerSomebody();
        assertThat(keyOf(signedByTheOld)).isEqualTo(before);

        clock.advance(Duration.ofMinutes(2).plusSeconds(5));
        Answer signedByTheNew = registerSomebody();
        assertThat(keyOf(signedByTheNew)).isEqualTo(next);
        assertThat(otherNode.current().getKeyID()).isEqualTo(next);
        assertThat(isGood(signedByTheOld)).isTrue();
        assertThat(isGood(signedByTheNew)).isTrue();

        clock.advance(Duration.ofMinutes(12));
        keys.look();
        assertThat(published()).contains(before);
        assertThat(isGood(signedByTheOld)).isTrue();

        clock.advance(Duration.ofMinutes(7));
        keys.look();
        assertThat(published()).contains(next).doesNotContain(before);
        assertThat(isGood(refresh(signedByTheOld.refreshToken()))).isTrue();
    }

    @Test
    void asking_twice_for_a_new_key_makes_one() {
        String[] admin = signedInAs(Role.ADMIN);

        Answer first = http.post("/api/admin/signing-keys", null, admin);
        Answer second = http.post("/api/admin/signing-keys", null, admin);

        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void only_an_admin_rotates_keys() {
        for (Role role : List.of(Role.LEARNER, Role.MENTOR, Role.AUDITOR)) {
            assertThat(http.post("/api/admin/signing-keys", null, signedInAs(role))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_key_is_replaced_when_it_is_old_and_every_node_follows() throws Exception {
        jdbc.sql("DELETE FROM signing_key").update();
        SigningKeys first = start();
        SigningKeys second = start();
        String before = first.current().getKeyID();

        clock.advance(KEY_LIFETIME.minusMinutes(1));
        first.look();
        assertThat(first.all().size()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        first.look();
        second.look();
        assertThat(first.all().size()).isEqualTo(2);
        assertThat(kids(second.all())).isEqualTo(kids(first.all()));
        assertThat(first.current().getKeyID()).isEqualTo(before);

        clock.advance(SigningKeys.PUBLISHED_BEFORE);
        assertThat(first.current().getKeyID())
                .isNotEqualTo(before)
                .isEqualTo(second.current().getKeyID());
    }

    private SigningKeys start() {
        return new SigningKeys(jdbc, transactions, properties, clock);
    }

    private boolean isGood(Answer signedIn) {
        return http.get("/api/probe", bearer(signedIn.token())).status() == 200;
    }

    private static String keyOf(Answer signedIn) throws Exception {
        return SignedJWT.parse(signedIn.token()).getHeader().getKeyID();
    }

    private List<String> published() throws Exception {
        return kids(JWKSet.parse(http.get("/.well-known/jwks.json").body().toString()));
    }

    private static List<String> kids(JWKSet keys) {
        return keys.getKeys().stream().map(JWK::getKeyID).toList();
    }
}
