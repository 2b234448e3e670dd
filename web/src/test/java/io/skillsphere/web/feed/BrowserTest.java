package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.NpmProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page in {@code src/test/browser}, with the STOMP library that most pages use, in Chromium. */
class BrowserTest extends EndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_page_in_a_browser_sees_each_step_misses_nothing_when_it_comes_back_and_says_something() throws Exception {
        Path chromium = NpmProject.program("chromium", "chromium-browser", "google-chrome");
        NpmProject browser = NpmProject.installed("browser");
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        Map<String, String> story = Map.of(
                "browser", chromium.toString(),
                "baseUrl", "http://localhost:" + port,
                "learner", learner.token(),
                "mentor", mentor.token(),
                "skillId", mentor.publishSkill(2));

        String said = browser.run(Map.of("STORY", JSON.writeValueAsString(story)), "node", "story.mjs");

        JsonNode seen = JSON.readTree(said.strip().lines().reduce("", (last, line) -> line));
        assertThat(texts(seen.path("statuses")))
                .containsExactly("REQUESTED", "PENDING", "CONFIRMED", "COMPLETED", "SETTLED");
        assertThat(texts(seen.path("said")))
                .containsExactly(
                        "Said while you were away", "Said while the line was broken", "Here I am \uD83C\uDFB9");
        assertThat(texts(seen.path("errors"))).isEmpty();
        List<Long> positions = StreamSupport.stream(seen.path("positions").spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
        assertThat(positions.subList(1, positions.size()))
                .isEqualTo(jdbc.sql(
                                "SELECT position FROM feed WHERE recipient_id = ? AND position > ? AND position <= ? ORDER BY position")
                        .params(learner.accountId(), positions.get(0), positions.get(positions.size() - 1))
                        .query(Long.class)
                        .list());
        assertThat(seen.path("foreign").asText()).as("a page of another origin").isEqualTo("refused");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
