package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Checkpoints;
import io.skillsphere.query.ledger.Sealer;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** Seals and checkpoints of the running application. */
class CheckpointTest extends EndToEnd {

    @Autowired
    private Sealer sealer;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private AuditKeys keys;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void what_happens_is_sealed_by_itself_and_says_so() {
        ApiClient learner = learner();

        await().untilAsserted(() -> assertThat(jdbc.sql("""
                        SELECT count(*) FROM domain_event_entry e JOIN seal s ON s.event_id = e.event_identifier
                        WHERE e.aggregate_identifier = ?""")
                        .param(learner.accountId().toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
        await().untilAsserted(() -> {
            Answer seals = admin().get("/api/audit/seals").expect(200);
            assertThat(seals.number("lag")).isZero();
            assertThat(seals.number("count")).isPositive();
        });
    }

    @Test
    void a_checkpoint_is_published_and_verifies_under_the_published_keys() throws Exception {
        learner();
        sealer.sealAll();
        checkpoints.sign(keys, Instant.now());

        JsonNode checkpoint = admin().get("/api/audit/checkpoints?limit=1")
                .expect(200)
                .body()
                .path("items")
                .path(0);

        JWSObject jws = JWSObject.parse(checkpoint.path("jws").asText());
        JWKSet published = JWKSet.parse(
                anonymous().get("/api/audit/keys").expect(200).body().toString());
        assertThat(published.containsNonPublicKeys()).isFalse();
        assertThat(jws.verify(new ECDSAVerifier(
                        published.getKeyByKeyId(jws.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(jws.getPayload().toJSONObject())
                .isEqualTo(Map.of(
                        "count", checkpoint.path("count").asLong(),
                        "position", checkpoint.path("position").asLong(),
                        "root", checkpoint.path("root").asText(),
                        "time", checkpoint.path("time").asText()));
    }

    @Test
    void checkpoints_come_page_by_page_latest_first() {
        for (int i = 0; i < 3; i++) {
            learner();
            sealer.sealAll();
            checkpoints.sign(keys, Instant.now());
        }

        Answer first = admin().get("/api/audit/checkpoints?limit=2").expect(200);
        Answer second = admin().get("/api/audit/checkpoints?limit=2&cursor=" + first.text("next"))
                .expect(200);

        assertThat(first.headers().firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("rel=\"next\""));
        assertThat(first.body().path("items")).hasSize(2);
        assertThat(count(first, 0)).isGreaterThan(count(first, 1));
        assertThat(count(first, 1)).isGreaterThan(count(second, 0));
    }

    @Test
    void a_key_is_followed_by_another_when_its_time_is_over_and_stays_published() throws Exception {
        learner();
        sealer.sealAll();
        Checkpoint before = checkpoints.sign(keys, Instant.now()).orElseThrow();
        Clock inTwoYears = Clock.fixed(Instant.now().plus(Duration.ofDays(730)), ZoneOffset.UTC);
        AuditKeys later = new AuditKeys(
                this.jdbc, transactions, new AuditProperties(Duration.ofMinutes(1), Duration.ofDays(365)), inTwoYears);
        try {
            String keyId = JWSObject.parse(later.sign("{}")).getHeader().getKeyID();

            assertThat(keyId)
                    .isNotEqualTo(JWSObject.parse(before.jws()).getHeader().getKeyID());
            JWKSet published = JWKSet.parse(
                    anonymous().get("/api/audit/keys").expect(200).body().toString());
            assertThat(published.getKeyByKeyId(keyId)).isNotNull();
            assertThat(published.getKeyByKeyId(
                            JWSObject.parse(before.jws()).getHeader().getKeyID()))
                    .isNotNull();
        } finally {
            jdbc.sql("DELETE FROM audit_key WHERE created_at > now() + interval '1 year'")
                    .update();
        }
    }

    @Test
    void only_who_audits_reads_them_and_a_limit_out_of_bounds_is_refused() {
        assertThat(learner().get("/api/audit/checkpoints").problem(403)).isEqualTo("forbidden");
        assertThat(mentor().get("/api/audit/seals").problem(403)).isEqualTo("forbidden");
        assertThat(anonymous().get("/api/audit/checkpoints").problem(401)).isEqualTo("unauthenticated");
        assertThat(admin().get("/api/audit/checkpoints?limit=101").problem(400)).isEqualTo("validation-failed");
    }

    private static long count(Answer page, int item) {
        return page.body().path("items").path(item).path("count").asLong();
    }
}
