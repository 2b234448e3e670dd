package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityConfigurationTest extends IdentityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/account",
                "/api/probe",
                "/api/admin/probe",
                "/api/bookings/1/timeline",
                "/api/nowhere",
                "/actuator",
                "/error",
                "/"
            })
    void whatever_is_not_public_needs_a_token(String path) {
        Answer refused = http.get(path);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.text("/instance")).isEqualTo(path);
    }

    @Test
    void what_is_public_needs_none() {
        assertThat(http.get("/api/skills").status()).isEqualTo(200);
        assertThat(http.get("/api/skills/1").status()).isEqualTo(404);
        assertThat(http.get("/.well-known/jwks.json").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/readiness").status()).isIn(200, 404);
        assertThat(http.get("/api-docs").header("Location")).isEqualTo("/swagger-ui/index.html");
        assertThat(http.get("/api-docs/openapi").status()).isEqualTo(200);
        assertThat(http.get("/api-docs/openapi/swagger-config").status()).isEqualTo(200);
        assertThat(http.get("/ws").status()).isEqualTo(404);
        assertThat(http.post("/api/skills", "{}").status()).isEqualTo(401);
    }

    @Test
    void a_public_route_knows_who_calls_if_they_say_so() {
        UUID accountId = anAccountWith(Role.MENTOR);

        Answer answer = http.get("/api/skills", signedInAs(accountId));

        assertThat(answer.text("/accountId")).isEqualTo(accountId.toString());
        assertThat(answer.text("/role")).isEqualTo("MENTOR");
        assertThat(http.get("/api/skills", bearer("forged")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybody_reads_and_an_auditor_changes_nothing(Role role) {
        String[] signedIn = signedInAs(role);

        assertThat(http.get("/api/probe", signedIn).status()).isEqualTo(200);
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            int status = http.send(method, "/api/probe", "{}", signedIn).status();
            assertThat(status).isEqualTo(role == Role.AUDITOR ? 403 : method.equals("POST") ? 200 : 405);
        }
    }

    @Test
    void an_auditor_may_still_manage_their_own_account_and_audit() {
        String[] auditor = signedInAs(Role.AUDITOR);

        assertThat(http.put("/api/account", "{}", auditor).status()).isEqualTo(405);
        assertThat(http.post("/api/audit/probe", "{}", auditor).status()).isEqualTo(200);
        assertThat(http.post("/api/audit/probe", "{}", signedInAs(Role.LEARNER)).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"LEARNER,403,403", "MENTOR,403,403", "AUDITOR,200,403", "ADMIN,200,200"})
    void administration_is_for_admins_and_auditors_look_on(Role role, int reading, int changing) {
        String[] signedIn = signedInAs(role);

        assertThat(http.get("/api/admin/probe", signedIn).status()).isEqualTo(reading);
        assertThat(http.post("/api/admin/probe", "{}", signedIn).status()).isEqualTo(changing);
    }

    @Test
    void metrics_are_not_for_everybody() {
        assertThat(http.get("/actuator", signedInAs(Role.LEARNER)).status()).isEqualTo(403);
        assertThat(http.get("/actuator", signedInAs(Role.ADMIN)).status()).isEqualTo(200);
    }

    @Test
    void a_token_in_the_address_or_in_a_cookie_counts_for_nothing() {
        String token = registerSomebody().token();

        assertThat(http.get("/api/account?access_token=" + token).status()).isEqualTo(401);
        assertThat(http.get("/api/account", "Cookie", "access_token=" + token).status())
                .isEqualTo(401);
    }

    @Test
    void no_session_is_kept_and_answers_are_not_stored_framed_or_sniffed() {
        Answer answer = http.get("/api/account", signedInAs(Role.LEARNER));

        assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
}
