package io.skillsphere.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("try") // a permit is only held
class ProjectionRebuildTest extends QuerySideTest {

    private final Story story = new Story();

    @Autowired
    private Projections projections;

    @Autowired
    private Rebuilds rebuilds;

    @Autowired
    private DeadLetters deadLetters;

    @AfterEach
    void mend() {
        jdbc.sql("ALTER TABLE wallet_view DROP CONSTRAINT IF EXISTS broken").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skills",
                "availability",
                "bookings",
                "wallets",
                "transactions",
                "notifications",
                "reviews",
                "chat",
                "timelines"
            })
    void a_rebuild_mends_what_was_edited_and_tells_nobody(String name) {
        story.append(log);
        log.project();
        Map<String, Object> before = everything();
        jdbc.sql("UPDATE skill_view SET price_tokens = 999").update();
        jdbc.sql("DELETE FROM booking_view WHERE status = 'SETTLED'").update();
        jdbc.sql("DELETE FROM booking_step WHERE kind = 'TOKENS_HELD'").update();
        jdbc.sql("UPDATE wallet_view SET available = available + 1").update();
        jdbc.sql("DELETE FROM ledger_line WHERE account = 'treasury'").update();
        jdbc.sql("UPDATE ledger_account SET balance = 1").update();
        jdbc.sql("UPDATE transaction_view SET amount = 5").update();
        jdbc.sql("UPDATE notification_view SET read = NOT read").update();
        jdbc.sql("DELETE FROM notification_preference").update();
        jdbc.sql("DELETE FROM availability_view").update();
        jdbc.sql("UPDATE review_view SET rating = 1").update();
        jdbc.sql("UPDATE mentor_rating_view SET review_count = 9").update();
        jdbc.sql("UPDATE conversation_view SET last_seq = 9, mentor_read_up_to = 0")
                .update();
        jdbc.sql("UPDATE message_view SET deleted_at = NULL").update();
        Map<String, Object> edited = everything();

        Rebuild rebuild = rebuild(name);

        assertThat(rebuild.state()).isEqualTo(Rebuild.State.DONE);
        assertThat(rebuild.cause()).isNull();
        assertThat(rebuild.progress()).isEqualTo(1);
        assertThat(rebuild.position()).isEqualTo(count("domain_event_entry"));
        List<String> rebuilt = Map.of(
                        "skills", List.of("skill_view"),
                        "availability", List.of("availability_view"),
                        "reviews", List.of("review_view", "mentor_rating_view"),
                        "chat", List.of("conversation_view", "message_view"),
                        "bookings", List.of("booking_view"),
                        "timelines", List.of("booking_step"),
                        "wallets", List.of("wallet_view"),
                        "transactions", List.of("transaction_view", "ledger_line", "ledger_account"),
                        "notifications", List.of("notification_view", "notification_preference"))
                .get(name);
        everything()
                .forEach((table, rows) ->
                        assertThat(rows).as(table).isEqualTo((rebuilt.contains(table) ? before : edited).get(table)));
        assertThat(shadowSchemas()).isEmpty();
    }

    @Test
    void a_rebuild_never_overtakes_the_live_processor() {
        log.record(story.learner, story.issued(story.learner, 10));
        log.append(story.learner, new TokensSent(story.learner, UUID.randomUUID(), story.mentor, 4, null));

        assertThat(rebuild("wallets").position()).isEqualTo(1);
        assertThat(available(story.learner)).isEqualTo(10);

        log.project();
        assertThat(available(story.learner)).isEqualTo(6);
        assertThat(count("feed")).isEqualTo(2);
    }

    @Test
    void an_event_that_is_committed_late_is_left_to_the_live_processor() {
        UUID late = UUID.randomUUID();
        log.appendLate(late, story.issued(late, 1), () -> log.record(story.learner, story.issued(story.learner, 2)));

        assertThat(rebuild("wallets").state()).isEqualTo(Rebuild.State.DONE);
        assertThat(count("wallet_view")).isEqualTo(1);

        log.project();
        assertThat(available(late)).isEqualTo(1);
        assertThat(count("feed")).isEqualTo(2);
    }

    @Test
    void a_number_that_was_never_used_and_given_up_by_the_live_processor_holds_nothing_up() {
        log.record(story.learner, story.issued(story.learner, 2));
        jdbc.sql("SELECT nextval(pg_get_serial_sequence('domain_event_entry', 'global_index'))")
                .query()
                .singleRow();
        log.record(story.mentor, story.issued(story.mentor, 3));
        assertThat(jdbc.sql("UPDATE token_entry SET token = convert_to('{\"index\":3,\"gaps\":[]}', 'UTF8')")
                        .update())
                .isEqualTo(1);

        assertThat(rebuild("wallets").state()).isEqualTo(Rebuild.State.DONE);
        assertThat(count("wallet_view")).isEqualTo(2);
    }

    @Test
    void a_rebuild_of_an_empty_log_is_empty() {
        assertThat(rebuild("wallets").state()).isEqualTo(Rebuild.State.DONE);
        assertThat(count("wallet_view")).isZero();
    }

    @Test
    void a_rebuild_answers_the_dead_letters_of_its_projection() {
        breakWallets();
        log.record(story.learner, story.issued(story.learner, 10));
        assertThat(deadLetters.list()).hasSize(1);
        mend();

        rebuild("wallets");

        assertThat(deadLetters.list()).isEmpty();
        assertThat(available(story.learner)).isEqualTo(10);
    }

    @Test
    void a_rebuild_that_fails_leaves_everything_as_it_was_and_says_where_and_why() {
        log.record(story.mentor, story.issued(story.mentor, 10));
        log.record(story.learner, story.issued(story.learner, 10));
        Map<String, Object> before = everything();
        breakWallets();

        Rebuild rebuild = rebuild("wallets");

        assertThat(rebuild.state()).isEqualTo(Rebuild.State.FAILED);
        assertThat(rebuild.position()).isEqualTo(2);
        assertThat(rebuild.cause()).contains("The event at 2").contains("broken");
        assertThat(everything()).isEqualTo(before);
        assertThat(shadowSchemas()).isEmpty();
        assertThat(projections.list())
                .filteredOn(projection -> projection.name().equals("wallets"))
                .singleElement()
                .extracting(ProjectionStatus::status)
                .isEqualTo(ProjectionStatus.Status.FAILED);
    }

    @Test
    void a_projection_has_one_rebuild_at_a_time() {
        try (Rebuilds.Permit elsewhere = rebuilds.permit("wallets").orElseThrow()) {
            assertThatThrownBy(() -> projections.rebuild("wallets")).isInstanceOf(CommandRejectedException.class);
            assertThat(rebuild("skills").state()).isEqualTo(Rebuild.State.DONE);
        }
        assertThat(rebuild("wallets").state()).isEqualTo(Rebuild.State.DONE);
    }

    @Test
    void there_is_no_rebuild_of_what_is_no_projection() {
        assertThatThrownBy(() -> projections.rebuild("nonsense")).isInstanceOf(CommandRejectedException.class);
        assertThat(projections.findRebuild(UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_rebuild_whose_node_died_has_failed() {
        UUID id = rebuilds.begin("wallets");
        assertThat(projections.findRebuild(id).orElseThrow().state()).isEqualTo(Rebuild.State.FAILED);

        try (Rebuilds.Permit running = rebuilds.permit("wallets").orElseThrow()) {
            assertThat(projections.findRebuild(id).orElseThrow().state()).isEqualTo(Rebuild.State.RUNNING);
            assertThat(projections.list())
                    .filteredOn(projection -> projection.status() == ProjectionStatus.Status.REBUILDING)
                    .extracting(ProjectionStatus::name)
                    .containsExactly("wallets");
        }
    }

    @Test
    void the_list_says_how_far_each_projection_is() {
        log.record(story.learner, story.issued(story.learner, 10));
        log.append(story.mentor, story.issued(story.mentor, 10));

        assertThat(projections.list())
                .extracting(ProjectionStatus::name)
                .containsExactly(
                        "availability",
                        "bookings",
                        "chat",
                        "notifications",
                        "reviews",
                        "skills",
                        "timelines",
                        "transactions",
                        "wallets");
        assertThat(projections.list())
                .allMatch(projection -> projection.position() == 1 && projection.head() == 2 && projection.lag() == 1);
    }

    @Test
    void rebuilds_while_the_system_runs_lose_and_repeat_nothing() throws Exception {
        List<UUID> wallets = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        wallets.forEach(wallet -> log.append(wallet, story.issued(wallet, 1_000_000)));
        AtomicBoolean enough = new AtomicBoolean();
        log.processor().start();

        List<CompletableFuture<Void>> writers = wallets.stream()
                .map(wallet -> CompletableFuture.runAsync(() -> {
                    while (!enough.get()) {
                        log.append(wallet, new TokensSent(wallet, UUID.randomUUID(), story.mentor, 1, null));
                        LockSupport.parkNanos(3_000_000);
                    }
                }))
                .toList();
        List<UUID> ids = new java.util.ArrayList<>();
        for (int round = 0; round < 3; round++) {
            ids.add(projections.rebuild("wallets"));
            ids.add(projections.rebuild("transactions"));
            ids.forEach(this::end);
        }
        enough.set(true);
        writers.forEach(CompletableFuture::join);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> projections.list().get(0).lag() == 0);
        log.processor().shutDown();

        assertThat(ids).allMatch(id -> end(id).state() == Rebuild.State.DONE);
        assertThat(deadLetters.list()).isEmpty();
        assertThat(count("transaction_view")).isEqualTo(count("domain_event_entry"));
        assertThat(jdbc.sql("""
                SELECT aggregate_identifier FROM domain_event_entry JOIN wallet_view ON account_id = aggregate_identifier::uuid
                GROUP BY aggregate_identifier, version, available
                HAVING max(sequence_number) <> version OR 1000000 - max(sequence_number) <> available""").query(String.class).list())
                .as("wallets that the log contradicts")
                .isEmpty();
        assertThat(jdbc.sql("SELECT count(DISTINCT (resource_id, version)) FROM feed")
                        .query(Long.class)
                        .single())
                .as("every update is in the feed")
                .isEqualTo(count("domain_event_entry"));
        assertThat(count("feed")).as("and once").isEqualTo(count("domain_event_entry"));
        Map<String, Object> live = everything();
        rebuild("wallets");
        assertThat(everything().get("wallet_view")).isEqualTo(live.get("wallet_view"));
    }

    private Rebuild rebuild(String name) {
        return end(projections.rebuild(name));
    }

    private Rebuild end(UUID id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> projections.findRebuild(id).orElseThrow(),
                        rebuild -> rebuild.state() != Rebuild.State.RUNNING
                                && rebuilds.permit(rebuild.projection())
                                        .map(permit -> {
                                            permit.close();
                                            return true;
                                        })
                                        .isPresent());
    }

    private void breakWallets() {
        jdbc.sql("ALTER TABLE wallet_view ADD CONSTRAINT broken CHECK (account_id <> '%s') NOT VALID"
                        .formatted(story.learner))
                .update();
    }

    private long available(UUID account) {
        return jdbc.sql("SELECT available FROM wallet_view WHERE account_id = ?")
                .param(account)
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private List<String> shadowSchemas() {
        return jdbc.sql("SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'rebuild%'")
                .query(String.class)
                .list();
    }
}
