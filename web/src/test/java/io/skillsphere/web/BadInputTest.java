package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no person would send, and an attacker does: each is a clear problem, and never a fault of ours. */
class BadInputTest extends EndToEnd {

    @ParameterizedTest
    @ValueSource(strings = {"x\0y", "\ud800", " ", ""})
    void a_text_that_can_not_be_kept_is_a_violation(String name) {
        ApiClient.Answer answer = mentor().post("/api/skills", Map.of("name", name, "priceTokens", 1));

        assertThat(answer.problem(400)).isEqualTo("validation-failed");
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/skills?query=%00",
                "/api/skills?category=a%00b",
                "/api/skills?mentorId=1",
                "/api/skills?limit=0",
                "/api/skills?limit=101",
                "/api/skills?limit=9999999999",
                "/api/skills?cursor=x",
                "/api/skills?cursor=",
                "/api/skills/1",
                "/api/bookings?status=NOTHING",
                "/api/bookings?as=admin",
                "/api/bookings?from=yesterday",
                "/api/bookings?from=%2B1000000000-12-31T23:59:59Z",
                "/api/transactions?to=-999999999-01-01T00:00:00Z",
                "/api/transactions?type=GIFT"
            })
    void a_parameter_that_makes_no_sense_is_a_violation(String path) {
        assertThat(learner().get(path).problem(400)).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "2030-02-30T00:00:00Z", "tomorrow", "1893456000"})
    void a_session_can_not_start_outside_the_calendar(String startsAt) {
        String skillId = mentor().publishSkill(1);

        ApiClient.Answer answer = learner().post("/api/bookings", Map.of("skillId", skillId, "startsAt", startsAt));

        assertThat(answer.problem(400)).isEqualTo("validation-failed");
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("startsAt");
    }

    @Test
    void an_id_of_another_kind_of_thing_is_not_found() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        String bookingId = learner.book(skillId, 1).expect(201).text("id");

        assertThat(learner.book(bookingId, 2).problem(404)).isEqualTo("not-found");
        assertThat(learner.book(learner.accountId().toString(), 2).problem(404)).isEqualTo("not-found");
        assertThat(mentor.post("/api/bookings/" + skillId + "/confirm").problem(404))
                .isEqualTo("not-found");
        assertThat(mentor.send("DELETE", "/api/skills/" + bookingId, null, Map.of("If-Match", "\"0\""))
                        .problem(404))
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "balance", "id", "status", "mentorId", "version"})
    void a_field_that_is_not_the_clients_to_set_is_refused(String field) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Piano", "priceTokens", 1, "tags", List.of()));
        body.put(field, "x");

        ApiClient.Answer answer = mentor().post("/api/skills", body);

        assertThat(answer.problem(400)).isEqualTo("validation-failed");
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    @Test
    void a_skill_is_changed_only_by_its_owner_and_only_as_it_was_seen() {
        ApiClient owner = mentor();
        String path = "/api/skills/" + owner.publishSkill(3);
        Map<String, Object> body = Map.of("name", "Organ", "priceTokens", 5);

        assertThat(owner.put(path, body, Map.of()).problem(428)).isEqualTo("version-required");
        assertThat(owner.put(path, body, Map.of("If-Match", "3")).problem(400)).isEqualTo("validation-failed");
        assertThat(owner.put(path, body, Map.of("If-Match", "\"7\"")).problem(412))
                .isEqualTo("stale-version");
        assertThat(mentor().put(path, body, Map.of("If-Match", "\"0\"")).problem(403))
                .isEqualTo("forbidden");
        assertThat(learner().put(path, body, Map.of("If-Match", "\"0\"")).problem(403))
                .isEqualTo("forbidden");

        ApiClient.Answer revised =
                owner.put(path, body, Map.of("If-Match", "\"0\"")).expect(200);

        assertThat(revised.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(anonymous().get(path).text("name")).isEqualTo("Organ");
    }

    @Test
    void tokens_are_moved_only_within_what_is_allowed() {
        ApiClient admin = admin();
        ApiClient learner = learner();
        Object self = learner.accountId();

        assertThat(learner.post("/api/transactions", Map.of("type", "ISSUE", "to", self, "amount", 5, "reason", "x"))
                        .problem(403))
                .isEqualTo("forbidden");
        assertThat(learner.post("/api/transactions", Map.of("type", "TRANSFER", "to", self, "amount", 5))
                        .problem(409))
                .isEqualTo("self-transfer");
        assertThat(admin.post("/api/transactions", Map.of("type", "ISSUE", "to", self, "amount", 5))
                        .problem(400))
                .isEqualTo("validation-failed");
        assertThat(admin.post("/api/transactions", Map.of("type", "REDEEM", "to", self, "amount", 11, "reason", "x"))
                        .problem(409))
                .isEqualTo("insufficient-tokens");
        assertThat(admin.post("/api/transactions", Map.of("type", "ISSUE", "to", self, "amount", 5, "reason", "prize"))
                        .expect(201)
                        .text("reason"))
                .isEqualTo("prize");
        assertThat(learner.tokens()).isEqualTo(new ApiClient.Tokens(15, 0));
    }
}
