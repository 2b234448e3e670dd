package io.skillsphere.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the projections could not handle: tried again by itself, or listed, retried and discarded by an operator. */
@Component
public class DeadLetters implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final JdbcClient jdbc;
    private final Configuration axon;
    private final TransactionManager transactions;
    private final ProjectionLock lock;
    private final Duration retryEvery;
    private ScheduledExecutorService retries;

    DeadLetters(
            JdbcClient jdbc,
            Configuration axon,
            TransactionManager transactions,
            ProjectionLock lock,
            @Value("${skillsphere.dead-letters.retry-every:PT10S}") Duration retryEvery) {
        this.jdbc = jdbc;
        this.axon = axon;
        this.transactions = transactions;
        this.lock = lock;
        this.retryEvery = retryEvery;
    }

    /** All of them, each projection's in the order in which they came. */
    public List<DeadLetter> list() {
        return jdbc.sql("""
                SELECT *, convert_from(diagnostics, 'UTF8') AS notes FROM dead_letter_entry
                ORDER BY processing_group, enqueued_at, sequence_index""").query(DeadLetters::letter).list();
    }

    /** How many there are, those included that only wait for the one before them. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM dead_letter_entry")
                .query(Long.class)
                .single();
    }

    /** Tries everything again that waits on one letter or that it waits on; false where it failed or is not there. */
    public boolean retry(UUID letterId) {
        return jdbc.sql("""
                SELECT processing_group, sequence_identifier FROM dead_letter_entry
                WHERE dead_letter_identifier = ?""")
                .param(letterId.toString())
                .query((row, number) -> new Sequence(row.getString(1), row.getString(2)))
                .optional()
                .filter(this::retry)
                .isPresent();
    }

    /** Forgets one letter: its projection goes on as if the event had said nothing. False where it is not there. */
    public boolean discard(UUID letterId) {
        return jdbc.sql("DELETE FROM dead_letter_entry WHERE dead_letter_identifier = ?")
                        .param(letterId.toString())
                        .update()
                == 1;
    }

    /** Tries all of them again, each aggregate's in its own transaction. */
    void retryAll() {
        jdbc.sql("SELECT DISTINCT processing_group, sequence_identifier FROM dead_letter_entry")
                .query((row, number) -> new Sequence(row.getString(1), row.getString(2)))
                .list()
                .forEach(this::retry);
    }

    private boolean retry(Sequence sequence) {
        return axon.eventProcessingConfiguration()
                .sequencedDeadLetterProcessor(sequence.group())
                .filter(processor -> transactions.fetchInTransaction(() -> retry(sequence, processor)))
                .isPresent();
    }

    private boolean retry(Sequence sequence, SequencedDeadLetterProcessor<EventMessage<?>> processor) {
        // First of all, since the queue locks the letter's row, and who holds the lock may be clearing the queue.
        lock.acquire();
        putFirst(sequence);
        return processor.process(letter -> letter instanceof JdbcDeadLetter<?> stored
                && stored.getSequenceIdentifier().equals(sequence.identifier()));
    }

    /** The queue finds only the ten sequences that were not touched for longest. */
    private void putFirst(Sequence sequence) {
        jdbc.sql("""
                UPDATE dead_letter_entry SET last_touched = '1970-01-01T00:00:00Z'
                WHERE processing_group = :group AND sequence_identifier = :sequence AND sequence_index = (
                    SELECT min(sequence_index) FROM dead_letter_entry
                    WHERE processing_group = :group AND sequence_identifier = :sequence)""")
                .param("group", sequence.group())
                .param("sequence", sequence.identifier())
                .update();
    }

    @Override
    public void start() {
        retries = Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("dead-letters"));
        retries.scheduleWithFixedDelay(
                this::retryQuietly, retryEvery.toMillis(), retryEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void retryQuietly() {
        try {
            retryAll();
        } catch (RuntimeException e) {
            LOG.warn("Dead letters could not be retried; they are in {}", retryEvery, e);
        }
    }

    @Override
    public void stop() {
        retries.shutdown();
    }

    @Override
    public boolean isRunning() {
        return retries != null && !retries.isShutdown();
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                UUID.fromString(row.getString("dead_letter_identifier")),
                row.getString("processing_group"),
                row.getString("payload_type"),
                row.getString("aggregate_identifier"),
                row.getString("cause_type"),
                row.getString("cause_message"),
                Instant.parse(row.getString("enqueued_at")),
                Instant.parse(row.getString("last_touched")),
                row.getString("notes"));
    }

    /** The letters of one aggregate in one projection, which are handled in order or not at all. */
    private record Sequence(String group, String identifier) {}
}
