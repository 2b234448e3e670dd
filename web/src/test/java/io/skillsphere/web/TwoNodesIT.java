package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: whichever of them is asked, clients read their own writes and see their feed. */
class TwoNodesIT {

    @TempDir
    Path folder;

    @Test
    void a_story_told_to_two_nodes_in_turn_is_one_story() {
        try (SkillSphereProcess first = SkillSphereProcess.startAndWait(folder.resolve("data"));
                SkillSphereProcess second = SkillSphereProcess.start(
                                folder.resolve("other"), Map.of("DATABASE_URL", first.databaseUrl()))
                        .awaitReady()) {
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
    }

    @Test
    void of_a_hundred_parallel_requests_to_two_nodes_for_one_slot_one_is_pending_and_the_others_lose_nothing() {
        // However slow the machine: an answer before the tokens are held would be 202.
        Map<String, String> patient =
                Map.of("SKILLSPHERE_READ_YOUR_WRITES", "PT60S", "SKILLSPHERE_RATE_LIMIT_ENABLED", "false");
        try (SkillSphereProcess first = SkillSphereProcess.start(folder.resolve("data"), patient)
                        .awaitReady();
                SkillSphereProcess second = SkillSphereProcess.start(
                                folder.resolve("other"), with(patient, "DATABASE_URL", first.databaseUrl()))
                        .awaitReady()) {
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
            List<Answer> answers =
                    requests.stream().map(CompletableFuture::join).toList();
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
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }
}
