package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.messaging.simp.stomp.StompHeaders;

/** Two nodes on one PostgreSQL: whichever of them is asked, clients read their own writes and see their feed. */
class TwoNodesIT {

    private static final int UPDATES = Integer.getInteger("feed.updates", 100);

    // However slow the machine: an answer before the tokens are held would be 202.
    private static final Map<String, String> PATIENT = Map.of(
            "SKILLSPHERE_READ_YOUR_WRITES", "PT60S",
            "SKILLSPHERE_RATE_LIMIT_ENABLED", "false",
            "SKILLSPHERE_ADMIN_EMAIL", "admin@skillsphere.test",
            "SKILLSPHERE_ADMIN_PASSWORD", "a-long-enough-secret");

    @TempDir
    static Path folder;

    private static SkillSphereProcess first;
    private static SkillSphereProcess second;

    @BeforeAll
    static void start() {
        first = SkillSphereProcess.start(folder.resolve("data"), PATIENT).awaitReady();
        second = SkillSphereProcess.start(folder.resolve("other"), with(PATIENT, "DATABASE_URL", first.databaseUrl()))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        for (SkillSphereProcess node : Arrays.asList(second, first)) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    void whoever_is_given_a_DATABASE_URL_makes_no_database() {
        assertThat(folder.resolve("data")).isDirectory();
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void a_story_told_to_two_nodes_in_turn_is_one_story() {
        ApiClient mentor = new ApiClient(first.address().toString()).register("MENTOR");
        ApiClient learner = new ApiClient(second.address().toString()).register("LEARNER");
        try (StompClient feed =
                new StompClient(first.address().getPort(), learner.token()).subscribe("/user/queue/feed")) {
            String path = "/api/bookings/"
                    + learner.book(mentor.publishSkill(3), 2).expect(201).text("id");
            assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));
            mentor.post(path + "/confirm").expect(200);
            assertThat(learner.post(path + "/complete").expect(200).text("status"))
                    .isEqualTo("SETTLED");
            assertThat(mentor.tokens()).isEqualTo(new Tokens(13, 0));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(feed.received().stream()
                            .filter(update -> update.path("type").asText().equals("booking"))
                            .map(update -> update.at("/data/status").asText()))
                    .endsWith("SETTLED")
                    .isSubsetOf(List.of("REQUESTED", "PENDING", "CONFIRMED", "COMPLETED", "SETTLED")));
        }
    }

    @Test
    void of_a_hundred_parallel_requests_to_two_nodes_for_one_slot_one_is_pending_and_the_others_lose_nothing() {
        String one = first.address().toString();
        String other = second.address().toString();
        String skillId = new ApiClient(one).register("MENTOR").publishSkill(1);
        List<ApiClient> learners = Stream.generate(() -> new ApiClient(one).register("LEARNER"))
                .limit(10)
                .toList();
        ExecutorService people = Executors.newFixedThreadPool(100);
        List<CompletableFuture<Answer>> requests = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> learners.get(i % 10)
                                .at(i / 10 % 2 == 0 ? one : other)
                                .book(skillId, 2),
                        people))
                .toList();
        List<Answer> answers = requests.stream().map(CompletableFuture::join).toList();
        people.shutdown();

        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .singleElement()
                .satisfies(answer -> assertThat(answer.text("status")).isEqualTo("PENDING"));
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .hasSize(99)
                .allSatisfy(answer -> assertThat(answer.problem(409)).isEqualTo("slot-taken"));
        assertThat(learners.stream().map(ApiClient::tokens))
                .containsOnlyOnce(new Tokens(9, 1))
                .filteredOn(tokens -> !tokens.equals(new Tokens(10, 0)))
                .hasSize(1);
    }

    /** How long that takes is printed, from the request to the one node until the update is at the client of the other. */
    @Test
    void what_commands_to_either_node_change_is_seen_by_a_client_of_the_other() {
        for (SkillSphereProcess asked : List.of(first, second)) {
            SkillSphereProcess seen = asked == first ? second : first;
            ApiClient admin =
                    new ApiClient(asked.address().toString()).login("admin@skillsphere.test", "a-long-enough-secret");
            ApiClient learner = new ApiClient(asked.address().toString()).register("LEARNER");
            Map<String, Object> gift =
                    Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 1, "reason", "a test");
            List<Long> sentAt = new ArrayList<>();
            List<Long> seenAt = new CopyOnWriteArrayList<>();
            try (StompClient feed = new StompClient(seen.address().getPort(), learner.token()) {
                @Override
                public void handleFrame(StompHeaders headers, Object payload) {
                    long now = System.nanoTime();
                    super.handleFrame(headers, payload);
                    if (received()
                            .get(received().size() - 1)
                            .path("type")
                            .asText()
                            .equals("wallet")) {
                        seenAt.add(now);
                    }
                }
            }.subscribe("/user/queue/feed", Map.of("after", "now"))) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !feed.received().isEmpty());
                for (int i = 0; i < UPDATES; i++) {
                    sentAt.add(System.nanoTime());
                    admin.post("/api/transactions", gift).expect(201);
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> seenAt.size() == UPDATES);

                assertThat(feed.received().stream()
                                .filter(update -> update.path("type").asText().equals("wallet"))
                                .map(update -> update.at("/data/available").asLong()))
                        .isEqualTo(
                                LongStream.rangeClosed(11, 10 + UPDATES).boxed().toList());
            }
            List<Long> took = IntStream.range(0, UPDATES)
                    .mapToObj(
                            i -> Duration.ofNanos(seenAt.get(i) - sentAt.get(i)).toMillis())
                    .sorted()
                    .toList();
            System.out.printf(
                    "%d updates from one node to a client of the other: p50 %d ms, p99 %d ms, at most %d ms%n",
                    UPDATES, took.get(UPDATES / 2), took.get(UPDATES * 99 / 100), took.get(UPDATES - 1));
        }
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }
}
