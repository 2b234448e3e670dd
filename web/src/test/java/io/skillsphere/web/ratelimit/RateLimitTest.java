package io.skillsphere.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.ratelimit.RateLimits.Policy;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who asks too much waits, and nobody else does. */
class RateLimitTest extends EndToEnd {

    private static final Map<String, String> NO_CREDENTIALS = Map.of("email", "x@skillsphere.test", "password", "x");

    @Autowired
    private RateLimits limits;

    private final String address = newAddress();

    @Test
    void every_answer_says_what_is_left() {
        Answer first = from(address, "/api/skills").expect(200);

        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"anonymous\";q=1000000;w=900");
        assertThat(first.headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).matches("\"anonymous\";r=999999;t=\\d{1,3}"));
        assertThat(from(address, "/api/skills").headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"anonymous\";r=999998;"));
    }

    @Test
    void an_address_that_has_asked_too_much_is_told_when_to_come_back() {
        useUp(Policy.ANONYMOUS, address);

        Answer answer = from(address, "/api/skills");

        assertThat(answer.problem(429)).isEqualTo("rate-limited");
        long seconds = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1L, 900L);
        assertThat(answer.headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"anonymous\";r=0;t="));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        from(newAddress(), "/api/skills").expect(200);
    }

    @Test
    void an_account_has_a_limit_of_its_own_wherever_it_is_signed_in() {
        ApiClient learner = learner();
        useUp(Policy.ANONYMOUS, address);
        learner.send("GET", "/api/wallet", null, Map.of("X-Forwarded-For", address))
                .expect(200);

        useUp(Policy.ACCOUNT, learner.accountId().toString());

        assertThat(learner.get("/api/wallet").problem(429)).isEqualTo("rate-limited");
        assertThat(learner.send("GET", "/api/wallet", null, Map.of("X-Forwarded-For", newAddress()))
                        .problem(429))
                .isEqualTo("rate-limited");
        learner().get("/api/wallet").expect(200);
    }

    @Test
    void what_asks_for_the_password_again_is_tried_less_often_too_wherever_from() {
        ApiClient learner = learner();
        useUp(Policy.CREDENTIALS, learner.accountId().toString());

        assertThat(learner.put("/api/account/password", Map.of("currentPassword", "x", "password", "y"), Map.of())
                        .problem(429))
                .isEqualTo("rate-limited");
        assertThat(learner.send(
                                "DELETE",
                                "/api/account",
                                Map.of("password", "x"),
                                Map.of("X-Forwarded-For", newAddress()))
                        .problem(429))
                .isEqualTo("rate-limited");
        learner.get("/api/account").expect(200);
    }

    @Test
    void credentials_are_tried_less_often_than_anything_else() {
        useUp(Policy.CREDENTIALS, address);

        for (String path : new String[] {"/api/auth/login", "/api/auth/register", "/api/auth/refresh"}) {
            assertThat(anonymous()
                            .send("POST", path, NO_CREDENTIALS, Map.of("X-Forwarded-For", address))
                            .problem(429))
                    .isEqualTo("rate-limited");
        }
        from(address, "/api/skills").expect(200);
    }

    @Test
    void tokens_that_are_no_good_count_for_their_address() {
        Map<String, String> forged = Map.of("X-Forwarded-For", address, "Authorization", "Bearer forged");
        assertThat(anonymous().send("GET", "/api/wallet", null, forged).problem(401))
                .isEqualTo("unauthenticated");
        assertThat(left(Policy.ANONYMOUS, address)).isEqualTo(999_999);

        useUp(Policy.ANONYMOUS, address);

        assertThat(anonymous().send("GET", "/api/wallet", null, forged).problem(429))
                .isEqualTo("rate-limited");
    }

    @Test
    void an_address_that_a_client_made_up_is_not_believed_over_what_the_proxy_saw() {
        String madeUp = newAddress();

        from(madeUp + ", " + address, "/api/skills").expect(200);

        assertThat(left(Policy.ANONYMOUS, madeUp)).isEqualTo(1_000_000);
        assertThat(left(Policy.ANONYMOUS, address)).isEqualTo(999_999);
    }

    @Test
    void an_ipv6_network_is_one_address() {
        String network = "2001:db8:%x:%x:".formatted(random(), random());

        from(network + ":1", "/api/skills").expect(200);

        assertThat(from(network + ":2", "/api/skills").headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"anonymous\";r=999998;"));
    }

    @Test
    void health_and_documentation_are_not_limited() {
        useUp(Policy.ANONYMOUS, address);

        for (String path : new String[] {"/actuator/health/liveness", "/api-docs/openapi", "/.well-known/jwks.json"}) {
            assertThat(from(address, path).expect(200).headers().firstValue("RateLimit"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_full_again_is_forgotten() {
        from(address, "/api/skills").expect(200);
        jdbc.sql("UPDATE rate_limit SET expires_at = 1 WHERE id = ?")
                .param("anonymous:" + address)
                .update();

        limits.trim();

        assertThat(jdbc.sql("SELECT count(*) FROM rate_limit WHERE id = ?")
                        .param("anonymous:" + address)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Answer from(String forwardedFor, String path) {
        return anonymous().send("GET", path, null, Map.of("X-Forwarded-For", forwardedFor));
    }

    private void useUp(Policy policy, String whose) {
        limits.bucket(policy, whose).tryConsumeAsMuchAsPossible();
    }

    private long left(Policy policy, String whose) {
        return limits.bucket(policy, whose).getAvailableTokens();
    }

    /** Of a network that is set aside for documentation, so that no test meets another. */
    private static String newAddress() {
        return "198.18.%d.%d".formatted(random() & 0xff, UUID.randomUUID().hashCode() & 0xff);
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(1, 0x10000);
    }
}
