package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.query.feed.FeedRetention;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A client that leaves and comes back with its last position. */
class FeedResumeTest extends EndToEnd {

    private static final String FEED = "/user/queue/feed";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private FeedRetention retention;

    @Autowired
    private DataSource dataSource;

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
    void who_reads_frames_as_a_stream_may_have_several_in_one_message() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        long seen = updates(learner).get(0);
        String skill = mentor.publishSkill(1);
        learner.book(skill, 2).expect(201);
        List<Long> missed = updates(learner);
        assertThat(missed).hasSizeGreaterThan(3);
        Map<String, String> batched = Map.of("after", Long.toString(seen), "batch", "true");

        try (StompClient feed = new StompClient(port, learner.token()).subscribe(FEED, batched);
                RawStomp raw =
                        new RawStomp(port).connect(learner.token(), "0,0").subscribe("f", FEED, batched)) {
            await().untilAsserted(() -> assertThat(positions(feed)).isEqualTo(missed.subList(1, missed.size())));
            await().untilAsserted(() -> assertThat(raw.frames())
                    .anySatisfy(
                            message -> assertThat(message.split("\0MESSAGE\n")).hasSizeGreaterThan(1)));

            learner.book(skill, 3).expect(201);
            List<Long> all = updates(learner);
            await().untilAsserted(() -> assertThat(positions(feed)).isEqualTo(all.subList(1, all.size())));
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

    /** What happens later is stored, projected and seen while the first still has no commit; then the first is. */
    @Test
    void what_is_committed_late_is_skipped_by_nobody_and_disturbs_no_order() throws Exception {
        ApiClient mentor = mentor();
        ApiClient early = learner();
        ApiClient late = learner();
        List<Long> before = updates(mentor);
        jdbc.sql("""
                CREATE FUNCTION keep_open() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$""").update();
        jdbc.sql("""
                CREATE TRIGGER keep_open AFTER INSERT ON domain_event_entry FOR EACH ROW
                WHEN (NEW.aggregate_identifier = '%s') EXECUTE FUNCTION keep_open()""".formatted(late.accountId())).update();
        try (StompClient feed = follow(mentor, Long.toString(before.get(before.size() - 1)));
                Connection gate = dataSource.getConnection()) {
            gate.setAutoCommit(false);
            gate.createStatement().execute("SELECT pg_advisory_xact_lock(4711)");
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> send(late, mentor, 2));
            await().atMost(PATIENCE).until(() -> jdbc.sql(
                            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)")
                    .query(Boolean.class)
                    .single());
            send(early, mentor, 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(wallets(feed)).containsExactly(11L));
            assertThat(first).isNotDone();

            gate.commit();
            first.get(30, TimeUnit.SECONDS);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(wallets(feed)).containsExactly(11L, 13L));
            List<Long> all = updates(mentor);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(positions(feed)).isEqualTo(all.subList(before.size(), all.size())));
        } finally {
            jdbc.sql("DROP TRIGGER keep_open ON domain_event_entry").update();
            jdbc.sql("DROP FUNCTION keep_open").update();
        }
    }

    private static void send(ApiClient from, ApiClient to, long amount) {
        from.post("/api/transactions", Map.of("type", "TRANSFER", "to", to.accountId(), "amount", amount))
                .expect(201);
    }

    private static List<Long> wallets(StompClient feed) {
        return feed.received().stream()
                .filter(message -> message.path("type").asText().equals("wallet"))
                .map(message -> message.at("/data/available").asLong())
                .toList();
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
