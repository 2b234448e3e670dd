package io.skillsphere.web.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two people of a booking talk to each other, and nobody listens. */
class ChatTest extends EndToEnd {

    private ApiClient mentor;
    private ApiClient learner;
    private String booking;
    private String conversation;

    @BeforeEach
    void aBooking() {
        mentor = mentor();
        learner = learner();
        booking = learner.book(mentor.publishSkill(2), 2).expect(201).text("id");
        conversation = "/api/chat/conversations/" + booking;
    }

    @Test
    void what_one_says_the_other_reads_in_order_and_both_see_how_far() {
        Answer first = say(learner, "Which book do we use?").expect(201);
        assertThat(first.number("seq")).isEqualTo(1);
        assertThat(first.text("senderId")).isEqualTo(learner.accountId().toString());
        assertThat(first.text("text")).isEqualTo("Which book do we use?");
        assertThat(first.text("sentAt")).isNotEmpty();
        assertThat(learner.get(first.headers().firstValue("Location").orElseThrow())
                        .expect(200)
                        .body())
                .isEqualTo(first.body());
        mentor.post(
                        "/api/chat/send",
                        Map.of("conversationId", booking, "clientMessageId", UUID.randomUUID(), "text", "None at all."))
                .expect(201);

        JsonNode listed =
                learner.get("/api/chat/conversations").expect(200).body().at("/items/0");
        assertThat(listed.path("id").asText()).isEqualTo(booking);
        assertThat(listed.at("/lastMessage/text").asText()).isEqualTo("None at all.");
        assertThat(listed.path("unread").asLong()).isEqualTo(1);
        assertThat(listed.path("mentorName").asText()).isEqualTo("Test MENTOR");

        Answer read =
                learner.put(conversation + "/read", Map.of("upTo", 2), Map.of()).expect(200);
        assertThat(read.number("unread")).isZero();
        assertThat(mentor.get(conversation).expect(200).number("learnerReadUpTo"))
                .isEqualTo(2);
        assertThat(learner.put(conversation + "/read", Map.of("upTo", 1), Map.of())
                        .expect(200)
                        .number("learnerReadUpTo"))
                .isEqualTo(2);
    }

    @Test
    void the_history_is_paged_both_ways_and_says_where_it_goes_on() {
        IntStream.rangeClosed(1, 5).forEach(i -> say(learner, "Message " + i).expect(201));

        Answer newest = mentor.get(conversation + "/messages?limit=2").expect(200);
        assertThat(numbers(newest)).containsExactly(5L, 4L);
        assertThat(newest.text("next")).isEqualTo("4");
        assertThat(newest.headers().firstValue("Link"))
                .hasValueSatisfying(
                        link -> assertThat(link).contains("before=4").contains("rel=\"next\""));
        assertThat(numbers(mentor.get(conversation + "/messages?limit=9&before=4")))
                .containsExactly(3L, 2L, 1L);
        Answer oldest = mentor.get(conversation + "/messages?limit=3&after=0").expect(200);
        assertThat(numbers(oldest)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(mentor.get(conversation + "/messages?after=" + oldest.text("next"))))
                .containsExactly(4L, 5L);
        assertThat(mentor.get(conversation + "/messages?before=-1").problem(400))
                .isEqualTo("validation-failed");
    }

    @Test
    void the_same_message_twice_is_said_once_also_when_both_come_at_once() {
        UUID clientMessageId = UUID.randomUUID();
        Map<String, Object> message = Map.of("clientMessageId", clientMessageId, "text", "Are you there?");
        List<CompletableFuture<Answer>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> learner.post(conversation + "/messages", message)))
                .limit(4)
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).map(answer -> answer.expect(201)
                        .text("id")))
                .containsOnly(both.get(0).join().text("id"));
        assertThat(numbers(mentor.get(conversation + "/messages"))).containsExactly(1L);
        assertThat(learner.post(
                                conversation + "/messages",
                                Map.of("clientMessageId", clientMessageId, "text", "Something else"))
                        .problem(409))
                .isEqualTo("already-exists");
        assertThat(mentor.post(conversation + "/messages", message).expect(201).number("seq"))
                .as("another sender's name for another message")
                .isEqualTo(2);
    }

    @Test
    void messages_that_cross_are_numbered_without_a_gap() {
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            for (ApiClient sender : List.of(learner, mentor)) {
                all.add(CompletableFuture.supplyAsync(() -> say(sender, "Hello")));
            }
        }
        assertThat(all.stream().map(answer -> answer.join().expect(201).number("seq")))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void its_sender_edits_and_deletes_a_message_and_that_shows() {
        String message = conversation + "/messages/"
                + say(learner, "I pay you double").expect(201).text("id");

        Answer edited = learner.send("PATCH", message, Map.of("text", "I pay you"), Map.of())
                .expect(200);
        assertThat(edited.text("text")).isEqualTo("I pay you");
        assertThat(edited.text("editedAt")).isNotEqualTo("null");
        assertThat(mentor.send("PATCH", message, Map.of("text", "I pay"), Map.of())
                        .problem(403))
                .isEqualTo("forbidden");
        assertThat(mentor.send("DELETE", message, null, Map.of()).problem(403)).isEqualTo("forbidden");

        Answer deleted = learner.send("DELETE", message, null, Map.of()).expect(200);
        assertThat(deleted.body().path("text").isNull()).isTrue();
        assertThat(mentor.get(message).expect(200).body()).isEqualTo(deleted.body());
        learner.send("DELETE", message, null, Map.of()).expect(200);
        assertThat(learner.send("PATCH", message, Map.of("text", "Again"), Map.of())
                        .problem(409))
                .isEqualTo("message-deleted");
        assertThat(jdbc.sql("SELECT count(*) FROM written_text WHERE body LIKE 'I pay you%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_conversation_is_its_two_peoples_only() {
        String message = say(learner, "Just between us").expect(201).text("id");
        for (ApiClient stranger : List.of(learner(), mentor(), admin())) {
            assertThat(stranger.get(conversation).problem(404)).isEqualTo("not-found");
            assertThat(stranger.get(conversation + "/messages").problem(404)).isEqualTo("not-found");
            assertThat(stranger.get(conversation + "/messages/" + message).problem(404))
                    .isEqualTo("not-found");
            assertThat(stranger.get("/api/chat/conversations")
                            .expect(200)
                            .body()
                            .path("items"))
                    .isEmpty();
        }
        ApiClient stranger = learner();
        assertThat(say(stranger, "May I?").problem(404)).isEqualTo("not-found");
        assertThat(stranger.put(conversation + "/read", Map.of("upTo", 1), Map.of())
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(stranger.send("DELETE", conversation + "/messages/" + message, null, Map.of())
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(say(admin(), "Me?").problem(403)).isEqualTo("forbidden");
        assertThat(anonymous().get(conversation).problem(401)).isEqualTo("unauthenticated");
        assertThat(say(learner(), UUID.randomUUID().toString()).problem(404)).isEqualTo("not-found");
    }

    @Test
    void a_booking_that_was_never_put_to_the_mentor_has_no_conversation() {
        String rejected = learner.post(
                        "/api/bookings",
                        Map.of("skillId", mentor.publishSkill(1000), "startsAt", "2090-01-01T10:00:00Z"))
                .body()
                .path("type")
                .asText();
        assertThat(rejected).endsWith("insufficient-tokens");
        String id = learner.get("/api/bookings").body().at("/items/0/id").asText();
        assertThat(id).isNotEqualTo(booking);
        assertThat(learner.get("/api/chat/conversations/" + id).problem(404)).isEqualTo("not-found");
        assertThat(learner.post("/api/chat/conversations/" + id + "/messages", Map.of("text", "Please!"))
                        .problem(409))
                .isEqualTo("booking-state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "bell\u0007", "escape\u001b[31m", "delete\u007f", "next\u0085line"})
    void a_text_that_nobody_could_read_is_refused(String text) {
        assertThat(say(learner, text).problem(400)).isEqualTo("validation-failed");
    }

    @Test
    void a_text_has_at_most_4000_characters_in_any_language_and_on_several_lines() {
        String longest = "й\n".repeat(2000);
        assertThat(say(learner, longest).expect(201).text("text")).isEqualTo(longest);
        assertThat(say(learner, longest + "й").problem(400)).isEqualTo("validation-failed");
    }

    @Test
    void both_feeds_tell_of_messages_and_of_read_markers() {
        try (StompClient feed = new StompClient(port, mentor.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(mentor);
            Answer sent = say(learner, "Ready?").expect(201);
            mentor.put(conversation + "/read", Map.of("upTo", 1), Map.of()).expect(200);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(feed.received())
                    .extracting(update -> update.path("type").asText())
                    .contains("chat.message", "chat.read"));
            assertThat(feed.received())
                    .filteredOn(update -> update.path("type").asText().equals("chat.message"))
                    .singleElement()
                    .satisfies(update -> assertThat(update.path("data")).isEqualTo(sent.body()));
            assertThat(feed.received())
                    .filteredOn(update -> update.path("type").asText().equals("chat.read"))
                    .singleElement()
                    .satisfies(update -> {
                        assertThat(update.at("/data/readerId").asText())
                                .isEqualTo(mentor.accountId().toString());
                        assertThat(update.at("/data/upTo").asLong()).isEqualTo(1);
                    });
        }
    }

    private Answer say(ApiClient sender, String text) {
        return sender.post(conversation + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "text", text));
    }

    private static List<Long> numbers(Answer page) {
        List<Long> numbers = new ArrayList<>();
        page.expect(200)
                .body()
                .path("items")
                .forEach(item -> numbers.add(item.path("seq").asLong()));
        return numbers;
    }
}
