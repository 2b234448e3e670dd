package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.SkillSphereProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred bookings are led to some end over HTTP while the process is killed at random instants; {@code -Dkills=} says how
 * often. Whatever was under way, each ends, and neither tokens nor time stay locked.
 */
class BookingKillIT {

    private static final int BOOKINGS = 100;
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int PEOPLE = 5;
    private static final int THREADS = 4;
    private static final Set<String> ENDS =
            Set.of("SETTLED", "REJECTED", "DECLINED", "EXPIRED", "CANCELLED", "NO_SHOW");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SKILLSPHERE_RATE_LIMIT_ENABLED", "false",
            "SKILLSPHERE_BOOKING_RESPOND_WITHIN", "PT20S",
            "SKILLSPHERE_ADMIN_EMAIL", "admin@skillsphere.test",
            "SKILLSPHERE_ADMIN_PASSWORD", "a-long-enough-secret");

    @TempDir
    Path folder;

    private volatile SkillSphereProcess process;
    private final List<ApiClient> mentors = new ArrayList<>();
    private final List<ApiClient> learners = new ArrayList<>();
    private final List<String> skills = new ArrayList<>();

    @Test
    void however_often_the_process_is_killed_every_booking_ends_and_nothing_stays_locked() throws Exception {
        process = start();
        ApiClient anybody = new ApiClient(process.address().toString());
        for (int i = 0; i < PEOPLE; i++) {
            mentors.add(anybody.register("MENTOR"));
            learners.add(anybody.register("LEARNER"));
            skills.add(mentors.get(i).publishSkill(1 + i % 3));
        }
        ApiClient admin = anybody.login("admin@skillsphere.test", "a-long-enough-secret");
        for (ApiClient learner : learners) {
            admin.post(
                            "/api/transactions",
                            Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 1_000, "reason", "a test"))
                    .expect(201);
        }
        ExecutorService people = Executors.newFixedThreadPool(THREADS);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                List<Future<?>> lives = new ArrayList<>();
                for (int i = kill * BOOKINGS / KILLS; i < (kill + 1) * BOOKINGS / KILLS; i++) {
                    int seed = i;
                    lives.add(people.submit(() -> lead(new Random(seed), seed)));
                }
                Thread.sleep(ThreadLocalRandom.current().nextLong(300, 2_500));
                process.kill();
                process = start();
                for (Future<?> life : lives) {
                    life.get();
                }
            }
            finishWhatTheirPeopleLeft();
            assertThatEverythingHasEnded();
        } finally {
            people.shutdownNow();
            process.close();
        }
    }

    private SkillSphereProcess start() {
        return SkillSphereProcess.start(folder.resolve("data"), ENVIRONMENT).awaitReady();
    }

    /** One booking: asked for until there is an answer, and then whatever its people do next, once each. */
    private void lead(Random random, int number) {
        int who = random.nextInt(PEOPLE);
        int whose = random.nextInt(PEOPLE);
        Instant startsAt = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(48 + 2L * number, ChronoUnit.HOURS);
        try {
            Answer asked =
                    ask(learners.get(who), Map.of("skillId", skills.get(whose), "startsAt", startsAt.toString()));
            String path = asked.headers().firstValue("Location").orElse(null);
            if (path == null || asked.status() >= 400) {
                return;
            }
            switch (random.nextInt(6)) {
                case 0 -> at(mentors.get(whose)).post(path + "/decline");
                case 1 -> at(learners.get(who)).post(path + "/cancel");
                case 2 -> at(mentors.get(whose)).post(path + "/confirm");
                case 3 -> {
                    at(mentors.get(whose)).post(path + "/confirm");
                    at(mentors.get(whose))
                            .post(
                                    path + "/reschedule",
                                    Map.of(
                                            "startsAt",
                                            startsAt.plus(300, ChronoUnit.HOURS).toString()));
                    at(learners.get(who)).post(path + "/reschedule/accept");
                    at(learners.get(who)).post(path + "/complete");
                }
                case 4 -> {
                    at(mentors.get(whose)).post(path + "/confirm");
                    at(learners.get(who)).post(path + "/complete");
                }
                default -> {
                    // Nobody answers.
                }
            }
        } catch (UncheckedIOException lost) {
            // Killed in the middle: nobody knows how far it came.
        }
    }

    /** Sends it again, under the same key, for as long as nobody answers. */
    private Answer ask(ApiClient learner, Map<String, String> booking) {
        String key = UUID.randomUUID().toString();
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (true) {
            try {
                Answer answer = at(learner).send("POST", "/api/bookings", booking, Map.of("Idempotency-Key", key));
                boolean notYet = answer.status() == 503
                        || answer.status() == 409 && answer.problem(409).equals("idempotency-in-progress");
                if (!notYet || Instant.now().isAfter(deadline)) {
                    return answer;
                }
            } catch (UncheckedIOException down) {
                if (Instant.now().isAfter(deadline)) {
                    throw down;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ApiClient at(ApiClient client) {
        return client.at(process.address().toString());
    }

    /** The deadline of a confirmed session is after it, days from now. */
    private void finishWhatTheirPeopleLeft() {
        for (ApiClient mentor : mentors) {
            String next = "/api/bookings?as=mentor&status=CONFIRMED&limit=100";
            for (JsonNode booking : at(mentor).get(next).expect(200).body().path("items")) {
                at(mentor)
                        .post("/api/bookings/" + booking.path("id").asText() + "/cancel")
                        .expect(200);
            }
        }
    }

    private void assertThatEverythingHasEnded() throws SQLException {
        try (Connection database = process.connect()) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(open(database)).isEmpty());
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(number(database, "SELECT coalesce(sum(held), 0) FROM wallet_view"))
                        .isZero();
                assertThat(number(
                                database,
                                "SELECT coalesce(max(balance), 0) FROM ledger_account WHERE account = 'in-transit'"))
                        .isZero();
                assertThat(number(database, "SELECT count(*) FROM saga_entry")).isZero();
            });
            assertThat(number(database, "SELECT count(*) FROM booked_slot")).isZero();
            assertThat(number(database, "SELECT count(*) FROM dead_letter_entry"))
                    .isZero();
            assertThat(number(database, "SELECT sum(amount) FROM ledger_line")).isZero();
            assertThat(number(database, "SELECT count(*) FROM booking_view")).isGreaterThanOrEqualTo(BOOKINGS * 3 / 4);
        }
        ApiClient admin =
                new ApiClient(process.address().toString()).login("admin@skillsphere.test", "a-long-enough-secret");
        JsonNode invariants = admin.get("/api/audit/invariants").expect(200).body();
        assertThat(invariants.path("holds").asBoolean()).as("%s", invariants).isTrue();
    }

    private static List<String> open(Connection database) throws SQLException {
        List<String> open = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, status FROM booking_view")) {
            while (row.next()) {
                if (!ENDS.contains(row.getString("status"))) {
                    open.add(row.getString("id") + " " + row.getString("status"));
                }
            }
        }
        return open;
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
