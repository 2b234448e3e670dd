package io.skillsphere.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SealerTest extends QuerySideTest {

    @Autowired
    private Sealer sealer;

    @Autowired
    private Seals seals;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private PlatformTransactionManager transactionManager;

    private final Story story = new Story();

    @Test
    void every_event_is_sealed_in_the_order_of_the_log_with_the_seal_before_it() {
        story.append(log);

        long count = sealer.sealAll();

        assertThat(count).isEqualTo(number("SELECT count(*) FROM domain_event_entry"));
        assertThat(jdbc.sql("SELECT event_id FROM seal ORDER BY index")
                        .query(String.class)
                        .list())
                .isEqualTo(jdbc.sql("SELECT event_identifier FROM domain_event_entry ORDER BY global_index")
                        .query(String.class)
                        .list());
        assertThat(number("""
                SELECT count(*) FROM seal s LEFT JOIN seal before ON before.index = s.index - 1
                WHERE s.seal <> sha256(coalesce(before.seal, decode(repeat('00', 32), 'hex')) || s.event_hash)""")).isZero();
        assertThat(seals.status()).isEqualTo(new Seals.Status(count, count, 0));
    }

    @Test
    void what_is_sealed_is_every_field_of_the_event() {
        story.append(log);
        byte[] before = hashOf(3);
        for (String change : List.of(
                "event_identifier = gen_random_uuid()::text",
                "aggregate_identifier = gen_random_uuid()::text",
                "sequence_number = sequence_number + 1000",
                "type = 'Other'",
                "payload_type = 'Other'",
                "payload_revision = '2'",
                "time_stamp = '2001-01-01T00:00:00Z'",
                "payload = convert_to(replace(convert_from(payload, 'UTF8'), '10', '11'), 'UTF8')",
                "meta_data = convert_to('{\"actor\":\"somebody\"}', 'UTF8')",
                "global_index = 1000")) {
            new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
                assertThat(jdbc.sql("UPDATE domain_event_entry SET " + change + " WHERE global_index = 3")
                                .update())
                        .isEqualTo(1);
                assertThat(hashOf(change.startsWith("global") ? 1000 : 3))
                        .as(change)
                        .isNotEqualTo(before);
                status.setRollbackOnly();
            });
        }
        assertThat(hashOf(3)).isEqualTo(before);
    }

    @Test
    void sealing_again_seals_only_what_is_new() {
        log.append(story.learner, story.issued(story.learner, 10));
        sealer.sealAll();
        List<Map<String, Object>> before = sealed();

        assertThat(sealer.sealNext().now()).isZero();
        log.append(story.mentor, story.issued(story.mentor, 10));
        assertThat(sealer.sealNext().now()).isEqualTo(1);

        assertThat(sealed()).hasSize(2).startsWith(before.get(0));
    }

    @Test
    void an_event_that_is_committed_after_a_later_one_is_waited_for() {
        CompletableFuture<?>[] sealing = new CompletableFuture<?>[1];

        log.appendLate(story.learner, story.issued(story.learner, 10), () -> {
            log.append(story.mentor, story.issued(story.mentor, 10));
            sealing[0] = CompletableFuture.runAsync(sealer::sealAll);
            awaitSealerAtWork();
        });
        sealing[0].join();

        assertThat(positions()).containsExactly(1L, 2L);
    }

    @Test
    void a_number_that_was_rolled_back_holds_nothing_up() {
        log.append(story.learner, story.issued(story.learner, 10));
        assertThatThrownBy(() -> new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
                    log.append(UUID.randomUUID(), story.issued(story.learner, 10));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        log.append(story.mentor, story.issued(story.mentor, 10));

        sealer.sealAll();

        assertThat(positions()).containsExactly(1L, 3L);
    }

    @Test
    void several_nodes_that_seal_while_many_write_seal_each_event_once_and_in_order() {
        int writers = 4;
        List<CompletableFuture<Void>> writing = IntStream.range(0, writers)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> write(new Random(seed))))
                .toList();
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 3)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    while (!writing.stream().allMatch(CompletableFuture::isDone)) {
                        sealer.sealNext();
                    }
                }))
                .toList();
        writing.forEach(CompletableFuture::join);
        nodes.forEach(CompletableFuture::join);
        sealer.sealAll();

        assertThat(positions())
                .isEqualTo(jdbc.sql("SELECT global_index FROM domain_event_entry ORDER BY global_index")
                        .query(Long.class)
                        .list());
        assertThat(jdbc.sql("SELECT index FROM seal ORDER BY position")
                        .query(Long.class)
                        .list())
                .isEqualTo(IntStream.range(0, positions().size())
                        .mapToObj(i -> (long) i)
                        .toList());
    }

    @Test
    void a_rebuild_of_a_projection_leaves_the_seals_alone() {
        story.append(log);
        log.project();
        sealer.sealAll();
        List<Map<String, Object>> before = sealed();

        log.redeliver();
        sealer.sealAll();

        assertThat(sealed()).isEqualTo(before);
    }

    @Test
    void a_checkpoint_is_signed_only_when_something_happened_and_not_more_often_than_asked() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Duration minute = Duration.ofMinutes(1);
        CheckpointSigner signer = payload -> "signed " + payload;
        assertThat(checkpoints.signAfter(minute, signer, now)).isEmpty();

        log.append(story.learner, story.issued(story.learner, 10));
        sealer.sealAll();
        Optional<Checkpoint> first = checkpoints.signAfter(minute, signer, now);
        log.append(story.mentor, story.issued(story.mentor, 10));
        sealer.sealAll();

        assertThat(first).hasValueSatisfying(checkpoint -> {
            assertThat(checkpoint.count()).isEqualTo(1);
            assertThat(checkpoint.jws())
                    .isEqualTo(
                            "signed {\"count\":1,\"position\":1,\"root\":\"%s\",\"time\":\"2030-01-01T00:00:00Z\"}",
                            checkpoint.root());
        });
        assertThat(checkpoints.signAfter(minute, signer, now.plusSeconds(59))).isEqualTo(first);
        assertThat(checkpoints.signAfter(minute, signer, now.plusSeconds(60)))
                .hasValueSatisfying(checkpoint -> assertThat(checkpoint.count()).isEqualTo(2));
        checkpoints.signAfter(minute, signer, now.plusSeconds(600));
        assertThat(checkpoints.page(null, 10)).hasSize(2);
    }

    private void write(Random random) {
        TransactionTemplate transaction = new TransactionTemplate(transactionManager);
        for (int i = 0; i < 60; i++) {
            transaction.executeWithoutResult(status -> {
                log.append(UUID.randomUUID(), story.issued(story.learner, 1));
                if (random.nextInt(4) == 0) {
                    status.setRollbackOnly();
                }
                if (random.nextInt(4) == 0) {
                    log.append(UUID.randomUUID(), story.issued(story.learner, 1));
                }
            });
        }
    }

    private void awaitSealerAtWork() {
        org.awaitility.Awaitility.await()
                .until(() ->
                        number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1936023916") > 0);
    }

    private byte[] hashOf(long position) {
        return jdbc.sql("SELECT %s FROM domain_event_entry e WHERE global_index = ?"
                        .formatted(LoggedEvent.columns("e")))
                .param(position)
                .query((row, number) -> LoggedEvent.read(row).hash())
                .single();
    }

    private List<Map<String, Object>> sealed() {
        return jdbc.sql("SELECT index, position, event_id, encode(seal, 'hex') AS seal FROM seal ORDER BY index")
                .query()
                .listOfRows();
    }

    private List<Long> positions() {
        return jdbc.sql("SELECT position FROM seal ORDER BY index")
                .query(Long.class)
                .list();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
