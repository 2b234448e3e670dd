package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
