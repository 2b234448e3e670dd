package io.skillsphere.web.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log says of each event, and what it does not. */
class EventContentTest extends EndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_event_says_who_caused_it_and_what_it_goes_back_to() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        ApiClient.Answer booking = learner.book(skillId, 2).expect(201);
        String correlationId = booking.headers().firstValue("X-Correlation-Id").orElseThrow();

        List<JsonNode> caused = metaData("correlationId", correlationId);

        assertThat(caused).hasSize(3).allSatisfy(event -> {
            assertThat(event.path("actor").asText())
                    .isEqualTo(learner.accountId().toString());
            assertThat(event.path("actorRole").asText()).isEqualTo("LEARNER");
            assertThat(event.path("causationId").asText()).isNotBlank();
        });
        assertThat(caused.stream()
                        .map(event -> event.path("causationId").asText())
                        .distinct())
                .as("the command of the learner, and the two that the saga sent")
                .hasSize(3);
    }

    @Test
    void nothing_that_a_person_wrote_or_is_called_is_in_any_event() {
        String mark = "Xq" + UUID.randomUUID().toString().replace("-", "");
        ApiClient mentor = register(mark, "MENTOR");
        ApiClient learner = register(mark, "LEARNER");
        String skillId = mentor.post(
                        "/api/skills",
                        Map.of(
                                "name", mark,
                                "description", mark,
                                "category", mark,
                                "tags", List.of(mark),
                                "priceTokens", 1))
                .expect(201)
                .text("id");
        Instant startsAt = Instant.now().plus(3, ChronoUnit.DAYS);
        String bookingId = learner.post(
                        "/api/bookings", Map.of("skillId", skillId, "startsAt", startsAt.toString(), "note", mark))
                .expect(201)
                .text("id");
        learner.post("/api/bookings/" + bookingId + "/cancel", Map.of("reason", mark))
                .expect(200);
        learner.post(
                        "/api/transactions",
                        Map.of("type", "TRANSFER", "to", mentor.accountId(), "amount", 1, "memo", mark))
                .expect(201);

        for (String table : List.of("domain_event_entry", "snapshot_event_entry", "dead_letter_entry")) {
            assertThat(count("SELECT count(*) FROM " + table + " WHERE convert_from(payload, 'UTF8') ILIKE '%" + mark
                            + "%' OR convert_from(meta_data, 'UTF8') ILIKE '%" + mark + "%'"))
                    .as(table)
                    .isZero();
        }
        assertThat(count("SELECT count(*) FROM feed WHERE data ILIKE '%" + mark + "%'"))
                .isZero();
        assertThat(learner.get("/api/bookings/" + bookingId).text("note")).isEqualTo(mark);
    }

    @Test
    void a_wallet_with_a_long_history_is_read_from_its_snapshot_and_forgets_nothing() {
        ApiClient admin = admin();
        ApiClient learner = learner();
        IntStream.range(0, 120).forEach(i -> admin.post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 1, "reason", "test"))
                .expect(201));

        assertThat(count("SELECT count(*) FROM snapshot_event_entry WHERE aggregate_identifier = '"
                        + learner.accountId() + "'"))
                .isEqualTo(1);
        learner.post("/api/transactions", Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 130))
                .expect(201);
        assertThat(learner.tokens()).isEqualTo(new ApiClient.Tokens(0, 0));
        assertThat(learner.post(
                                "/api/transactions",
                                Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 1))
                        .problem(409))
                .isEqualTo("insufficient-tokens");
    }

    private ApiClient register(String mark, String role) {
        String email = mark + role + "@skillsphere.test";
        String password = "correct horse battery";
        anonymous()
                .post("/api/auth/register", Map.of("name", mark, "email", email, "password", password, "role", role))
                .expect(201);
        return anonymous().login(email, password);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<JsonNode> metaData(String key, String value) {
        return jdbc
                .sql("SELECT convert_from(meta_data, 'UTF8') FROM domain_event_entry ORDER BY global_index")
                .query(String.class)
                .list()
                .stream()
                .map(EventContentTest::json)
                .filter(event -> event.path(key).asText().equals(value))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
