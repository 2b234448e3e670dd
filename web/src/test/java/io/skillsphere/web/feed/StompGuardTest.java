package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;

class StompGuardTest extends EndToEnd {

    @Autowired
    private ConfigurableApplicationContext application;

    @Test
    void a_connection_without_a_token_is_refused_with_an_error_frame() throws Exception {
        try (StompClient client = new StompClient(port, null)) {
            assertThat(client.error()).contains("Authorization");
        }
    }

    @Test
    void a_connection_with_a_forged_token_is_refused_with_an_error_frame() throws Exception {
        String token = learner().token();
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        try (StompClient client = new StompClient(port, forged)) {
            assertThat(client.error()).contains("not valid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/queue/feed", "/queue/feed-user123", "/user/other/queue/feed", "/topic/**", "/topic/secret"})
    void nothing_but_the_own_feed_and_the_catalogue_can_be_subscribed_to(String destination) throws Exception {
        try (StompClient client = new StompClient(port, learner().token()).subscribe(destination)) {
            assertThat(client.error()).contains("nothing to subscribe to");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/skills", "/queue/feed", "/app/anything"})
    void nobody_can_send_to_others(String destination) throws Exception {
        try (StompClient client = new StompClient(port, learner().token())) {
            client.send(destination, "{}");
            assertThat(client.error()).contains("nothing to send to");
        }
    }

    @Test
    void who_follows_subscriptions_hears_of_those_that_were_let_in_as_they_are_and_of_no_others() throws Exception {
        ApiClient learner = learner();
        Map<String, Boolean> heardOf = new ConcurrentHashMap<>(); // and whether another thread may still change it
        ApplicationListener<SessionSubscribeEvent> follower = event -> {
            StompHeaderAccessor frame =
                    MessageHeaderAccessor.getAccessor(event.getMessage(), StompHeaderAccessor.class);
            if (event.getUser().getName().equals(learner.accountId().toString())) {
                heardOf.put(frame.getDestination(), frame.isMutable());
            }
        };
        application.addApplicationListener(follower);
        try (StompClient client = new StompClient(port, learner.token())) {
            client.subscribe("/user/queue/feed").subscribe("/topic/secret");
            assertThat(client.error()).contains("nothing to subscribe to");

            assertThat(heardOf).containsExactly(Map.entry("/user/queue/feed", false));
        } finally {
            application.removeApplicationListener(follower);
        }
    }

    @Test
    void a_stranger_sees_nothing_of_a_booking_but_everybody_sees_the_catalogue() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        ApiClient stranger = learner();
        try (StompClient strangerClient = new StompClient(port, stranger.token())
                        .subscribe("/user/queue/feed")
                        .subscribe("/topic/skills");
                StompClient learnerClient = new StompClient(port, learner.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(stranger, learner);

            learner.book(mentor.publishSkill(3), 2).expect(201);

            await().until(() -> learnerClient.received().size() == 3);
            await().untilAsserted(() -> assertThat(strangerClient.received())
                    .singleElement()
                    .satisfies(update -> {
                        assertThat(update.path("type").asText()).isEqualTo("skill");
                        assertThat(update.at("/data/name").asText()).isEqualTo("Piano for beginners");
                    }));
        }
    }
}
