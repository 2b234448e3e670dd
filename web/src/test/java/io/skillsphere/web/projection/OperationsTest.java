package io.skillsphere.web.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does with projections and dead letters, over HTTP. */
class OperationsTest extends EndToEnd {

    @Test
    void a_rebuild_mends_what_was_edited_while_commands_go_on_and_pushes_nothing() {
        ApiClient admin = admin();
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        String path = "/api/bookings/" + learner.book(skillId, 2).expect(201).text("id");
        jdbc.sql("UPDATE booking_view SET price_tokens = 99 WHERE learner_id = ?")
                .param(learner.accountId())
                .update();
        assertThat(learner.get(path).number("priceTokens")).isEqualTo(99);

        try (StompClient feed = new StompClient(port, mentor.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(mentor);
            Answer begun = admin.post("/api/admin/projections/bookings/rebuild").expect(202);
            learner.book(skillId, 3).expect(201);
            awaitDone(admin, begun);

            assertThat(learner.get(path).number("priceTokens")).isEqualTo(1);
            learner.book(skillId, 4).expect(201);
            await().untilAsserted(() -> assertThat(feed.received()).hasSize(6));
        }
        assertThat(learner.get("/api/bookings").body().path("items")).hasSize(3);
        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skills",
                "availability",
                "bookings",
                "wallets",
                "transactions",
                "notifications",
                "reviews",
                "chat",
                "timelines"
            })
    void each_projection_can_be_rebuilt_and_says_how_far_it_is(String name) {
        ApiClient admin = admin();

        awaitDone(
                admin, admin.post("/api/admin/projections/" + name + "/rebuild").expect(202));

        JsonNode listed = admin.get("/api/admin/projections").expect(200).body().path("items");
        assertThat(listed).anySatisfy(projection -> {
            assertThat(projection.path("name").asText()).isEqualTo(name);
            assertThat(projection.path("status").asText()).isEqualTo("LIVE");
            assertThat(projection.path("position").asLong()).isPositive();
        });
    }

    @Test
    void what_one_projection_can_not_handle_waits_for_an_operator_and_the_others_go_on() {
        ApiClient admin = admin();
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        jdbc.sql("ALTER TABLE notification_view ADD CONSTRAINT poison CHECK (account_id <> '%s') NOT VALID"
                        .formatted(mentor.accountId()))
                .update();
        try {
            learner.book(mentor.publishSkill(2), 2).expect(201);
            assertThat(learner.tokens()).isEqualTo(new Tokens(8, 2));
            await().until(() ->
                    admin.get("/api/admin/dead-letters").body().path("items").size() == 1);
        } finally {
            jdbc.sql("ALTER TABLE notification_view DROP CONSTRAINT poison").update();
        }
        JsonNode letter = admin.get("/api/admin/dead-letters")
                .expect(200)
                .body()
                .path("items")
                .path(0);
        assertThat(letter.path("projection").asText()).isEqualTo("notifications");
        assertThat(letter.path("causeMessage").asText()).contains("poison");

        admin.post("/api/admin/dead-letters/" + letter.path("id").asText() + "/retry")
                .expect(200);

        assertThat(admin.get("/api/admin/dead-letters").body().path("items")).isEmpty();
        assertThat(mentor.get("/api/notifications/unread-count").number("unread"))
                .isEqualTo(1);
    }

    @Test
    void only_an_administrator_operates_and_what_is_not_there_is_not_found() {
        assertThat(learner().post("/api/admin/projections/bookings/rebuild").problem(403))
                .isEqualTo("forbidden");
        assertThat(admin().post("/api/admin/projections/nothing/rebuild").problem(404))
                .isEqualTo("not-found");
        assertThat(admin().post("/api/admin/dead-letters/00000000-0000-0000-0000-000000000000/retry")
                        .problem(404))
                .isEqualTo("not-found");
    }

    private static void awaitDone(ApiClient admin, Answer begun) {
        String location = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer rebuild = admin.get(location).expect(200);
            assertThat(rebuild.text("state")).as("%s", rebuild.body()).isEqualTo("DONE");
        });
    }
}
