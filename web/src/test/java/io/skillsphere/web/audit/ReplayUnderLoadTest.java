package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An auditor does not ask people to stop. */
class ReplayUnderLoadTest extends EndToEnd {

    private static final int COMMANDS_A_SECOND = 50;
    private static final int THREADS = 4;
    private static final int SEEDED = 300;

    @Test
    void a_replay_shows_its_progress_and_holds_while_50_commands_a_second_arrive() throws Exception {
        ApiClient admin = admin();
        List<ApiClient> people = Stream.generate(this::learner).limit(5).toList();
        people.forEach(person -> admin.post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", person.accountId(), "amount", 1_000, "reason", "for a test"))
                .expect(201));
        for (int i = 0; i < SEEDED; i++) {
            transfer(people, i);
        }

        Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
        AtomicInteger number = new AtomicInteger();
        ScheduledExecutorService load = Executors.newScheduledThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            load.scheduleAtFixedRate(
                    () -> answers.computeIfAbsent(transfer(people, number.getAndIncrement()), s -> new LongAdder())
                            .increment(),
                    0,
                    1_000 * THREADS / COMMANDS_A_SECOND,
                    TimeUnit.MILLISECONDS);
        }
        await().until(() -> number.get() > COMMANDS_A_SECOND);
        int before = number.get();
        long began = System.nanoTime();
        List<Long> positions = new ArrayList<>();
        JsonNode job = replay(admin, positions);
        double seconds = (System.nanoTime() - began) / 1e9;
        int meanwhile = number.get() - before;
        load.shutdown();
        assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        System.out.printf(
                "%d events were replayed in %.1f s, while %.0f commands a second were answered: %s%n",
                job.at("/report/events").asLong(), seconds, meanwhile / seconds, answers);
        assertThat(job.at("/report/holds").asBoolean()).as("%s", job).isTrue();
        assertThat(positions).as("what was shown of the progress").isSorted().hasSizeGreaterThan(1);
        assertThat(meanwhile).as("commands while it ran").isPositive();
        assertThat(answers.keySet()).as("their answers").containsOnly(201);
    }

    private static int transfer(List<ApiClient> people, int number) {
        ApiClient payer = people.get(number % people.size());
        ApiClient payee = people.get((number + 1) % people.size());
        return payer.post("/api/transactions", Map.of("type", "TRANSFER", "to", payee.accountId(), "amount", 1))
                .status();
    }

    /** The job as it ended; adds each position of the log at which it was seen. */
    private static JsonNode replay(ApiClient admin, List<Long> positions) {
        String path = admin.post("/api/audit/replays")
                .expect(202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    JsonNode job = admin.get(path).expect(200).body();
                    long position = job.path("position").asLong();
                    if (positions.isEmpty() || positions.get(positions.size() - 1) != position) {
                        positions.add(position);
                    }
                    return !job.path("state").asText().equals("RUNNING");
                });
        JsonNode job = admin.get(path).expect(200).body();
        assertThat(job.path("state").asText()).as("%s", job).isEqualTo("DONE");
        return job;
    }
}
