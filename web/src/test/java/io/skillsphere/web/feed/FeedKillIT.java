package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.SkillSphereProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People talk and book while the server and the processes of their clients are killed at random instants, {@code -Dkills=} times
 * in the order of {@code -Dseed=}. What each client kept, put together over all its lives, is what the feed has for it, and that is
 * what the log says.
 */
class FeedKillIT {

    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(8); // more than a start may take

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final int port = freePort();
    private final Map<ApiClient, Process> followers = new HashMap<>();
    private final List<UUID> said = new ArrayList<>();
    private SkillSphereProcess server;
    private volatile boolean over;

    /** What a client is told of: a position is given once, and a version of something once to each who may see it. */
    private record Update(long position, String type, UUID resourceId, long version) {}

    private record Change(String type, UUID resourceId, long version) {}

    @AfterEach
    void stop() {
        followers.values().forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void however_often_server_and_clients_are_killed_each_client_gets_what_it_may_see_in_order_and_once()
            throws Exception {
        start();
        ApiClient anybody = new ApiClient("http://localhost:" + port);
        ApiClient mentor = anybody.register("MENTOR");
        ApiClient learner = anybody.register("LEARNER");
        ApiClient other = anybody.register("LEARNER");
        String skill = mentor.publishSkill(1);
        ApiClient admin = anybody.login("admin@skillsphere.test", "a-long-enough-secret");
        for (ApiClient rich : List.of(learner, other)) {
            admin.post(
                            "/api/transactions",
                            Map.of("type", "ISSUE", "to", rich.accountId(), "amount", 10_000, "reason", "a test"))
                    .expect(201);
        }
        List<ApiClient> people = List.of(mentor, learner, other);
        people.forEach(this::follow);
        await().atMost(PATIENCE).until(() -> people.stream()
                .noneMatch(client -> received(client).isEmpty()));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int servers = 0;
        try {
            List<Future<?>> lives = List.of(
                    threads.submit(() -> talkAndBook(learner, mentor, skill, 0)),
                    threads.submit(() -> talkAndBook(other, mentor, skill, 1)));
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(random.nextInt(300, 2_500));
                if (kill == 0 || kill > 1 && random.nextBoolean()) {
                    server.kill();
                    start();
                    servers++;
                } else {
                    ApiClient client = people.get(random.nextInt(people.size()));
                    followers.remove(client).destroyForcibly().waitFor();
                    Thread.sleep(random.nextInt(500));
                    follow(client);
                }
            }
            Thread.sleep(2_000);
            over = true;
            for (Future<?> life : lives) {
                life.get();
            }
        } finally {
            over = true;
            threads.shutdownNow();
        }
        try (Connection database = server.connect()) {
            for (ApiClient client : people) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(received(client))
                            .as("what %s got (seed %d)", client.accountId(), SEED)
                            .isEqualTo(feedOf(client, database));
                    assertThat(received(client).stream()
                                    .filter(update -> !update.type().equals(FeedType.NOTIFICATION.wireName()))
                                    .map(update -> new Change(update.type(), update.resourceId(), update.version())))
                            .as("what %s got beside the log (seed %d)", client.accountId(), SEED)
                            .containsExactlyInAnyOrderElementsOf(logOf(client, database));
                });
            }
        }
        List<UUID> heard = FeedFollower.updates(file(mentor)).stream()
                .filter(update -> update.path("type").asText().equals("chat.message"))
                .map(update -> UUID.fromString(update.path("resourceId").asText()))
                .toList();
        assertThat(heard)
                .as("what was said, and the mentor's client heard (seed %d)", SEED)
                .containsAll(said);
        System.out.printf(
                "%d kills of the server and %d of clients (seed %d): %d messages, %s updates, each once and in order%n",
                servers,
                KILLS - servers,
                SEED,
                heard.size(),
                people.stream().map(client -> received(client).size()).toList());
    }

    private void start() {
        server = SkillSphereProcess.start(
                        folder.resolve("data"),
                        Map.of(
                                "PORT", Integer.toString(port),
                                "SKILLSPHERE_TOKEN_ACCESS_LIFETIME", "PT3H",
                                "SKILLSPHERE_RATE_LIMIT_ENABLED", "false",
                                "SKILLSPHERE_ADMIN_EMAIL", "admin@skillsphere.test",
                                "SKILLSPHERE_ADMIN_PASSWORD", "a-long-enough-secret"))
                .awaitReady();
    }

    private void follow(ApiClient client) {
        followers.put(client, FeedFollower.start("ws://localhost:" + port + "/ws", client.token(), file(client)));
    }

    private Path file(ApiClient client) {
        return folder.resolve(client.accountId() + ".jsonl");
    }

    /** Bookings, one after the other, each with some words; whatever is lost with the server is not tried again. */
    private void talkAndBook(ApiClient learner, ApiClient mentor, String skill, int which) {
        for (int i = 0; !over; i++) {
            try {
                Thread.sleep(100); // also where nobody answers at once
                Instant startsAt =
                        Instant.now().truncatedTo(ChronoUnit.HOURS).plus(48 + 4L * i + 2L * which, ChronoUnit.HOURS);
                String booking = learner.post(
                                "/api/bookings", Map.of("skillId", skill, "startsAt", startsAt.toString()))
                        .text("id");
                if (booking.isEmpty()) {
                    continue;
                }
                for (int word = 0; word < 5; word++) {
                    say(word % 2 == 0 ? learner : mentor, booking, "Word " + word + " of " + i);
                }
                mentor.post("/api/bookings/" + booking + "/confirm");
                learner.put("/api/chat/conversations/" + booking + "/read", Map.of("upTo", 5), Map.of());
                learner.post("/api/bookings/" + booking + (i % 3 == 0 ? "/cancel" : "/complete"));
            } catch (UncheckedIOException down) {
                // Killed in the middle: nobody knows how far it came.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void say(ApiClient speaker, String booking, String text) {
        ApiClient.Answer answer = speaker.post(
                "/api/chat/send",
                Map.of("conversationId", booking, "clientMessageId", UUID.randomUUID(), "text", text));
        if (answer.status() == 201) {
            synchronized (said) {
                said.add(UUID.fromString(answer.text("id")));
            }
        }
    }

    private List<Update> received(ApiClient client) {
        return FeedFollower.updates(file(client)).stream()
                .map(FeedKillIT::update)
                .toList();
    }

    private static Update update(JsonNode message) {
        return new Update(
                message.path("position").asLong(),
                message.path("type").asText(),
                message.hasNonNull("resourceId")
                        ? UUID.fromString(message.path("resourceId").asText())
                        : null,
                message.path("version").asLong());
    }

    private static List<Update> feedOf(ApiClient client, Connection database) throws SQLException {
        List<Update> updates = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(
                "SELECT position, type, resource_id, version FROM feed WHERE recipient_id = ? ORDER BY position")) {
            statement.setObject(1, client.accountId());
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                updates.add(new Update(
                        row.getLong(1),
                        FeedType.valueOf(row.getString(2)).wireName(),
                        row.getObject(3, UUID.class),
                        row.getLong(4)));
            }
        }
        return updates;
    }

    /** Read from the events alone: each of one's wallet, skills, bookings and conversations is an update. */
    private static List<Change> logOf(ApiClient client, Connection database) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement("""
                WITH event AS (
                    SELECT aggregate_identifier AS id, sequence_number AS version,
                           substring(payload_type from '[^.$]+$') AS name, substring(payload_type from '[^.]+Event') AS kind,
                           convert_from(payload, 'UTF8')::jsonb AS said
                    FROM domain_event_entry),
                own AS (
                    SELECT id FROM event WHERE name = 'BookingRequested' AND ? IN (said->>'learnerId', said->>'mentorId'))
                SELECT 'wallet', id, version FROM event WHERE kind = 'WalletEvent' AND id = ?
                UNION ALL
                SELECT 'skill', id, version FROM event WHERE kind = 'SkillEvent' AND said->>'mentorId' = ?
                UNION ALL
                SELECT 'booking', id, version FROM event WHERE kind = 'BookingEvent' AND id IN (SELECT id FROM own)
                UNION ALL
                SELECT 'chat.message', said->>'messageId', version FROM event
                WHERE name = 'MessageSent' AND said->>'conversationId' IN (SELECT id FROM own)
                UNION ALL
                SELECT 'chat.read', said->>'conversationId', version FROM event
                WHERE name = 'MessagesRead' AND said->>'conversationId' IN (SELECT id FROM own)""")) {
            for (int i = 1; i <= 3; i++) {
                statement.setString(i, client.accountId().toString());
            }
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                changes.add(new Change(row.getString(1), UUID.fromString(row.getString(2)), row.getLong(3)));
            }
        }
        return changes;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
