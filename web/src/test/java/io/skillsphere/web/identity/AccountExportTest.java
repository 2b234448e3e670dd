package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Everything about me, and nothing of others that I could not see anyway. */
class AccountExportTest extends EndToEnd {

    private final String mine = word();
    private final String told = word();
    private final String secret = word();

    @Test
    void all_that_is_known_of_somebody_is_in_the_file_and_nothing_that_only_others_may_see() {
        ApiClient learner = anonymous().registerAs(mine + "Name", "LEARNER");
        ApiClient mentor = anonymous().registerAs(told + "Name", "MENTOR");
        ApiClient other = learner();
        String skill = mentor.post(
                        "/api/skills",
                        Map.of(
                                "name",
                                told + "Skill",
                                "description",
                                "d",
                                "category",
                                "c",
                                "tags",
                                List.of(),
                                "priceTokens",
                                1))
                .expect(201)
                .text("id");
        String booking = learner.post(
                        "/api/bookings",
                        Map.of("skillId", skill, "startsAt", "2031-02-03T10:00:00Z", "note", mine + "Note"))
                .expect(201)
                .text("id");
        String foreign = other.post(
                        "/api/bookings",
                        Map.of("skillId", skill, "startsAt", "2031-02-04T10:00:00Z", "note", secret + "Note"))
                .expect(201)
                .text("id");
        say(learner, booking, mine + "Message");
        say(mentor, booking, told + "Message");
        say(other, foreign, secret + "Message");
        mentor.post("/api/bookings/" + booking + "/confirm").expect(200);
        learner.post("/api/bookings/" + booking + "/complete").expect(200);
        learner.post("/api/bookings/" + booking + "/reviews", Map.of("rating", 5, "text", mine + "Review"))
                .expect(201);
        learner.post("/api/transactions", transfer(mentor, mine + "Memo")).expect(201);
        other.post("/api/transactions", transfer(mentor, secret + "Memo")).expect(201);
        learner.put("/api/notifications/preferences", Map.of("timeZone", "Asia/Tokyo", "types", List.of()), Map.of())
                .expect(200);
        await().untilAsserted(() ->
                assertThat(learner.get("/api/notifications").body().toString()).contains("BOOKING_SETTLED"));

        Answer file = learner.get("/api/account/export").expect(200);

        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"skillsphere-account.json\"");
        JsonNode body = file.body();
        assertThat(body.at("/account/email").asText()).isEqualTo(learner.email());
        assertThat(body.at("/wallet/0/available").asLong())
                .isEqualTo(learner.get("/api/wallet").body().path("available").asLong());
        assertThat(body.path("transactions"))
                .hasSize(4)
                .anyMatch(line -> line.path("type").asText().equals("CAPTURE"));
        assertThat(body.path("bookings")).hasSize(1);
        assertThat(body.path("messages")).hasSize(2);
        assertThat(body.path("sessions")).isNotEmpty();
        assertThat(body.path("notifications").toString()).contains("BOOKING_SETTLED");
        assertThat(body.path("notificationPreferences").toString()).contains("Asia/Tokyo");
        assertThat(body.toString())
                .contains(mine + "Name", mine + "Note", mine + "Message", mine + "Review", mine + "Memo")
                .contains(told + "Name", told + "Message")
                .doesNotContain(secret)
                .doesNotContain(mentor.email(), other.email(), "password", learner.refreshToken());
    }

    @Test
    void there_are_as_many_of_each_as_there_are_however_many_a_page_holds() {
        ApiClient mentor = mentor();
        jdbc.sql("""
                INSERT INTO written_text (id, author_id, body, written_at)
                SELECT gen_random_uuid(), ?, 'text ' || i, now() FROM generate_series(1, 450) i""").param(mentor.accountId()).update();

        JsonNode texts = mentor.get("/api/account/export").expect(200).body().path("texts");

        assertThat(texts).hasSize(450);
        assertThat(texts.findValuesAsText("body")).doesNotHaveDuplicates();
    }

    private static void say(ApiClient sender, String conversation, String text) {
        sender.post(
                        "/api/chat/send",
                        Map.of("conversationId", conversation, "clientMessageId", UUID.randomUUID(), "text", text))
                .expect(201);
    }

    private static Map<String, Object> transfer(ApiClient payee, String memo) {
        return Map.of("type", "TRANSFER", "to", payee.accountId(), "amount", 1, "memo", memo);
    }

    private static String word() {
        return "word" + UUID.randomUUID().toString().replace("-", "");
    }
}
