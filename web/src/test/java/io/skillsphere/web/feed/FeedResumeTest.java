package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.query.feed.FeedRetention;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A client that leaves and comes back with its last position. */
class FeedResumeTest extends EndToEnd {

    private static final String FEED = "/user/queue/feed";

    @Autowired
    private FeedRetention retention;

    @Test
    void who_comes_back_gets_what_it_missed_in_order_and_once_and_then_what_is_new() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        long seen = updates(learner).get(0);
        String skill = mentor.publishSkill(1);
        learner.book(skill, 2).expect(201);
        learner.book(skill, 3).expect(201);
        List<Long> missed = updates(learner);

        try (StompClient feed = follow(learner, Long.toString(seen))) {
            await().untilAsserted(() -> assertThat(positions(feed)).isEqualTo(missed.subList(1, missed.size())));
            learner.book(skill, 4).expect(201);

            List<Long> all = updates(learner);
            await().untilAsserted(() -> assertThat(positions(feed)).isEqualTo(all.subList(1, all.size())));
            assertThat(all).hasSizeGreaterThan(missed.size());
        }
    }

    @Test
    void who_leaves_and_comes_back_while_much_happens_misses_nothing_and_gets_nothing_twice() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skill = mentor.publishSkill(1);
        CompletableFuture<Void> much =
                CompletableFuture.runAsync(() -> LongStream.range(0, 60).forEach(i -> {
                    learner.post(
                            "/api/transactions", Map.of("type", "TRANSFER", "to", mentor.accountId(), "amount", 1));
                    mentor.post(
                            "/api/transactions", Map.of("type", "TRANSFER", "to", learner.accountId(), "amount", 1));
                }));
        Random random = new Random(7);
        List<Long> got = new java.util.ArrayList<>(List.of(0L));
        for (int i = 0; i < 15; i++) {
            try (StompClient feed = follow(learner, Long.toString(got.get(got.size() - 1)))) {
                pause(random.nextInt(300));
                got.addAll(positions(feed));
            }
        }
        much.join();
        learner.book(skill, 2).expect(201);
        try (StompClient feed = follow(learner, Long.toString(got.get(got.size() - 1)))) {
            await().untilAsserted(() -> {
                List<Long> whole = new java.util.ArrayList<>(got.subList(1, got.size()));
                whole.addAll(positions(feed));
                assertThat(whole).isEqualTo(updates(learner));
            });
        }
    }

    @Test
    void who_asks_from_now_on_learns_the_position_first() {
        ApiClient learner = learner();
        long newest =
                jdbc.sql("SELECT max(position) FROM feed").query(Long.class).single();

        try (StompClient feed = follow(learner, "now")) {
            await().untilAsserted(() -> assertThat(feed.received()).hasSize(1));

            assertThat(feed.received().get(0).path("type").asText()).isEqualTo("position");
            assertThat(feed.received().get(0).path("position").asLong()).isGreaterThanOrEqualTo(newest);
        }
    }

    @Test
    void a_position_that_nobody_had_yet_or_that_is_none_is_answered_with_resync_and_goes_on_live() {
        ApiClient learner = learner();
        for (String after : List.of("999999999999", "-1", "yesterday")) {
            try (StompClient feed = follow(learner, after)) {
                await().untilAsserted(() -> assertThat(types(feed)).containsExactly("resync"));
                long from = feed.received().get(0).path("position").asLong();

                admin().post(
                                "/api/transactions",
                                Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 1, "reason", "a test"))
                        .expect(201);

                await().untilAsserted(() -> assertThat(types(feed)).contains("wallet"));
                assertThat(positions(feed)).isSorted().allMatch(position -> position >= from);
            }
        }
    }

    @Test
    void a_position_that_is_not_kept_any_more_is_answered_with_resync() {
        ApiClient learner = learner();
        long old = updates(learner).get(0) - 1;
        jdbc.sql("UPDATE feed SET recorded_at = now() - interval '31 days' WHERE position <= ?")
                .param(old + 1)
                .update();

        assertThat(retention.trim()).isPositive();
        learner.book(mentor().publishSkill(1), 2).expect(201);

        assertThat(updates(learner)).doesNotContain(old + 1);
        try (StompClient feed = follow(learner, Long.toString(old))) {
            await().untilAsserted(() -> assertThat(types(feed)).containsExactly("resync"));
        }
        try (StompClient feed = follow(learner, Long.toString(old + 1))) {
            List<Long> kept = updates(learner);
            await().untilAsserted(() -> assertThat(positions(feed)).isEqualTo(kept));
        }
    }

    @Test
    void nobody_gets_what_somebody_else_may_see() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        ApiClient stranger = learner();
        List<Long> own = updates(stranger);

        try (StompClient feed = follow(stranger, "0")) {
            learner.book(mentor.publishSkill(1), 2).expect(201);

            await().untilAsserted(() -> assertThat(feed.received()).isNotEmpty());
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(positions(feed)).isSubsetOf(own));
        }
    }

    private StompClient follow(ApiClient client, String after) {
        return new StompClient(port, client.token()).subscribe(FEED, Map.of("after", after));
    }

    /** The positions of all that an account may see, as the database has them. */
    private List<Long> updates(ApiClient client) {
        await().until(() -> jdbc.sql("SELECT count(*) FROM feed WHERE recipient_id = ?")
                        .param(client.accountId())
                        .query(Long.class)
                        .single()
                > 0);
        return jdbc.sql("SELECT position FROM feed WHERE recipient_id = ? ORDER BY position")
                .param(client.accountId())
                .query(Long.class)
                .list();
    }

    private static List<Long> positions(StompClient feed) {
        return feed.received().stream()
                .map(message -> message.path("position").asLong())
                .toList();
    }

    private static List<String> types(StompClient feed) {
        return feed.received().stream()
                .map((JsonNode message) -> message.path("type").asText())
                .toList();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
