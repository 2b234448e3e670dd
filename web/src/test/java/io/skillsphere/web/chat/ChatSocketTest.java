package io.skillsphere.web.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chat by WebSocket. */
class ChatSocketTest extends EndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ApiClient mentor;
    private ApiClient learner;
    private String booking;

    @BeforeEach
    void aBooking() {
        mentor = mentor();
        learner = learner();
        booking = learner.book(mentor.publishSkill(2), 2).expect(201).text("id");
    }

    @Test
    void a_message_that_is_sent_twice_is_said_once_and_both_feeds_tell_of_it() {
        UUID clientMessageId = UUID.randomUUID();
        try (StompClient speaker = client(learner, "/user/queue/feed", "/user/queue/errors");
                StompClient listener = client(mentor, "/user/queue/feed")) {
            awaitSubscribed(learner, mentor);
            speaker.send("/app/chat", message(clientMessageId, "Hello!"));
            speaker.send("/app/chat", message(clientMessageId, "Hello!"));
            speaker.send("/app/chat", message(UUID.randomUUID(), "Are you there?"));

            for (StompClient person : List.of(speaker, listener)) {
                await().atMost(PATIENCE).until(() -> of(person, "chat.message").size() == 2);
                assertThat(of(person, "chat.message"))
                        .extracting(update -> update.at("/data/text").asText())
                        .containsExactly("Hello!", "Are you there?");
            }
            assertThat(of(speaker, "chat.message")
                            .get(0)
                            .at("/data/clientMessageId")
                            .asText())
                    .isEqualTo(clientMessageId.toString());
        }
        assertThat(jdbc.sql("""
                        SELECT convert_from(meta_data, 'UTF8') FROM domain_event_entry
                        WHERE payload_type LIKE '%MessageSent' AND aggregate_identifier = ?""")
                        .param("conversation-" + booking)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(metaData -> metaData.contains(learner.accountId().toString()));
    }

    @Test
    void what_can_not_be_said_is_told_to_who_said_it_and_the_session_goes_on() {
        ApiClient stranger = learner();
        UUID clientMessageId = UUID.randomUUID();
        try (StompClient speaker = client(learner, "/user/queue/errors");
                StompClient other = client(stranger, "/user/queue/errors")) {
            awaitSubscribed(learner, stranger);
            speaker.send("/app/chat", message(clientMessageId, "Hello!"));
            speaker.send("/app/chat", message(clientMessageId, "Goodbye!"));
            speaker.send("/app/chat", message(UUID.randomUUID(), "  "));
            speaker.send("/app/chat", "no JSON");
            speaker.send("/app/chat", "{\"conversationId\": \"%s\", \"text\": \"Hi\", \"more\": 1}".formatted(booking));
            other.send("/app/chat", message(UUID.randomUUID(), "May I?"));
            other.send("/app/typing", "{\"conversationId\": \"%s\"}".formatted(booking));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(types(speaker))
                    .containsExactlyInAnyOrder(
                            "already-exists", "validation-failed", "malformed-request", "malformed-request"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(types(other)).containsExactly("not-found", "not-found"));
            assertThat(speaker.isConnected()).isTrue();
        }
    }

    @Test
    void the_two_see_who_is_there_and_who_is_typing_and_nothing_of_it_is_kept() {
        String presence = "/topic/presence/" + booking;
        long events = events();
        try (StompClient first = client(mentor, presence)) {
            await().atMost(PATIENCE).until(() -> states(first, mentor).contains("ONLINE"));
            try (StompClient second = client(learner, presence)) {
                await().atMost(PATIENCE).until(() -> states(first, learner).contains("ONLINE"));
                await().atMost(PATIENCE).until(() -> states(second, mentor).contains("ONLINE"));

                second.send("/app/typing", "{\"conversationId\": \"%s\"}".formatted(booking));
                second.send("/app/typing", "{\"conversationId\": \"%s\"}".formatted(booking));
                await().atMost(PATIENCE).until(() -> states(first, learner).contains("TYPING"));
            }
            await().atMost(PATIENCE).until(() -> states(first, learner).contains("OFFLINE"));
            assertThat(states(first, learner)).containsOnlyOnce("TYPING");
        }
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void a_stranger_does_not_see_who_is_there() throws Exception {
        for (String destination : List.of("/topic/presence/" + booking, "/topic/presence/*", "/topic/presence/x/y")) {
            try (StompClient client = client(learner(), destination)) {
                assertThat(client.error()).contains("nothing to subscribe to");
            }
        }
    }

    private StompClient client(ApiClient person, String... destinations) {
        StompClient client = new StompClient(port, person.token());
        for (String destination : destinations) {
            client.subscribe(destination);
        }
        return client;
    }

    private String message(UUID clientMessageId, String text) {
        return "{\"conversationId\": \"%s\", \"clientMessageId\": \"%s\", \"text\": \"%s\"}"
                .formatted(booking, clientMessageId, text);
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM domain_event_entry WHERE aggregate_identifier = ?")
                .param("conversation-" + booking)
                .query(Long.class)
                .single();
    }

    private static List<JsonNode> of(StompClient client, String type) {
        return client.received().stream()
                .filter(update -> update.path("type").asText().equals(type))
                .toList();
    }

    private static List<String> types(StompClient client) {
        return client.received().stream()
                .map(problem -> problem.path("type").asText().replace("urn:skillsphere:problem:", ""))
                .toList();
    }

    private static List<String> states(StompClient client, ApiClient person) {
        return client.received().stream()
                .filter(message -> message.path("accountId")
                        .asText()
                        .equals(person.accountId().toString()))
                .map(message -> message.path("type").asText())
                .toList();
    }
}
