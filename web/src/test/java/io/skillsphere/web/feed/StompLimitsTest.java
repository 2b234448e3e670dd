package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.simp.SimpMessagingTemplate;

/** What one client may take of what all of them need. */
class StompLimitsTest extends EndToEnd {

    private static final int STALLED = 10;
    private static final int UPDATES = 400;
    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");

    @Autowired
    private SimpMessagingTemplate messages;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private WebSocketProperties limits;

    @Test
    void who_sends_too_many_frames_is_told_so_and_cut_off() throws Exception {
        try (StompClient client = new StompClient(port, learner().token())) {
            for (int i = 0; i < limits.framesPerSecond() * 10 && !client.isRefused(); i++) {
                client.send("/app/typing", "{\"conversationId\": \"00000000-0000-4000-8000-000000000000\"}");
            }

            assertThat(client.error()).contains("Too many frames", "at most 20 a second");
            await().until(() -> !client.isConnected());
        }
    }

    @Test
    void a_session_has_only_so_many_subscriptions() throws Exception {
        try (RawStomp client = new RawStomp(port).connect(learner().token(), "0,0")) {
            for (int i = 0; i <= limits.subscriptionsPerSession(); i++) {
                client.subscribe("s" + i, "/topic/skills");
                Thread.sleep(10); // below the limit of frames
            }

            await().until(() -> client.frames().stream()
                    .anyMatch(frame -> frame.startsWith("ERROR") && frame.contains("Too many subscriptions")));
        }
    }

    @Test
    void an_account_has_only_so_many_sessions_and_may_have_another_once_one_is_closed() throws Exception {
        ApiClient learner = learner();
        List<StompClient> clients = new ArrayList<>();
        for (int i = 0; i < limits.sessionsPerAccount(); i++) {
            clients.add(new StompClient(port, learner.token()).subscribe("/topic/skills"));
        }

        try (StompClient oneTooMany = new StompClient(port, learner.token())) {
            assertThat(oneTooMany.error()).contains("Too many sessions");
        }
        clients.remove(0).close();
        await().untilAsserted(() -> {
            try (StompClient another = new StompClient(port, learner.token()).subscribe("/topic/skills")) {
                assertThat(another.isConnected()).isTrue();
            }
        });
        clients.forEach(StompClient::close);
    }

    @Test
    void both_sides_say_that_they_are_still_there_and_who_is_silent_is_cut_off() {
        String heartbeat = Long.toString(limits.heartbeat().toMillis());
        try (RawStomp silent = new RawStomp(port).connect(learner().token(), heartbeat + "," + heartbeat)) {
            await().until(() -> silent.frames().stream()
                    .anyMatch(frame -> frame.startsWith("CONNECTED")
                            && frame.contains("heart-beat:%s,%s".formatted(heartbeat, heartbeat))));
            await().until(() -> silent.frames().contains("\n"));

            await().atMost(Duration.ofMinutes(1)).until(silent::isClosed);
        }
    }

    @Test
    void clients_that_read_nothing_are_cut_off_and_the_others_get_everything_in_order() {
        double cutOff = count("skillsphere.websocket.sessions.cut.off");
        double dropped = count("skillsphere.websocket.frames.dropped");
        double sent = count("skillsphere.websocket.frames.sent");
        List<RawStomp> stalled = IntStream.range(0, STALLED)
                .mapToObj(i ->
                        new RawStomp(port).connect(learner().token(), "0,0").subscribe("s", "/topic/skills"))
                .toList();
        ApiClient reader = learner();
        try (RawStomp reading =
                new RawStomp(port).connect(reader.token(), "0,0").subscribe("s", "/topic/skills")) {
            awaitSubscribed(reader);
            stalled.forEach(RawStomp::stopReading);
            assertThat(metrics.get("skillsphere.websocket.sessions").gauge().value())
                    .isGreaterThan(STALLED);

            String filling = "x".repeat(8_000);
            for (int i = 0; i < UPDATES; i++) {
                Object update = Map.of("number", i, "filling", filling);
                messages.convertAndSend("/topic/skills", update);
                int sentSoFar = i + 1;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() ->
                                numbers(reading).size() == sentSoFar); // who reads is not to be cut off, however slow
            }

            assertThat(numbers(reading))
                    .containsExactlyElementsOf(
                            IntStream.range(0, UPDATES).boxed().toList());
            await().untilAsserted(() -> assertThat(count("skillsphere.websocket.sessions.cut.off") - cutOff)
                    .isEqualTo(STALLED));
            assertThat(count("skillsphere.websocket.frames.dropped")).isGreaterThan(dropped);
            assertThat(count("skillsphere.websocket.frames.sent")).isGreaterThanOrEqualTo(sent + UPDATES);
            stalled.forEach(client -> await().until(client::isLeftByTheServer));
        } finally {
            stalled.forEach(RawStomp::close);
        }
    }

    private static List<Integer> numbers(RawStomp client) {
        return client.frames().stream()
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private double count(String name) {
        return metrics.get(name).counter().count();
    }
}
