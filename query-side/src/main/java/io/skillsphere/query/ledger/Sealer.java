package io.skillsphere.query.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals the events of the log in its order, each once. Any node may be asked to, at any time: they take turns, and each
 * goes on where the last one committed.
 *
 * <p>A number below the last event's may belong to a transaction that has not committed yet. It is waited for: what is sealed
 * has no late comers. Who was writing when the number was seen can be told from the locks; once they are gone, a number that
 * is still missing will never come.
 */
@Component
public class Sealer {

    /** How many events are sealed in one transaction at most. */
    public static final int BATCH = 1000;

    private static final long KEY = 0x7365616cL;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final MerkleTree tree;
    private final TransactionTemplate transaction;

    Sealer(JdbcClient jdbc, MerkleTree tree, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.tree = tree;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Seals what there is to seal, but no more than a batch. */
    public Sealed sealNext() {
        return transaction.execute(status -> {
            turn();
            Last last = last();
            List<LoggedEvent> events = next(last.position);
            if (!events.isEmpty()) {
                seal(last, events);
            }
            return new Sealed(events.size(), last.index + 1 + events.size());
        });
    }

    /** Seals all that is committed by now; answers how many events are sealed. */
    public long sealAll() {
        Sealed sealed;
        do {
            sealed = sealNext();
        } while (sealed.now() == BATCH);
        return sealed.count();
    }

    /** Until the transaction ends, nobody else seals. */
    void turn() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(KEY).query().singleRow();
    }

    /**
     * What one round did.
     *
     * @param now how many events it sealed
     * @param count how many are sealed in all
     */
    public record Sealed(int now, long count) {}

    private Last last() {
        return jdbc.sql("SELECT index, position, seal FROM seal ORDER BY index DESC LIMIT 1")
                .query((row, number) -> new Last(row.getLong("index"), row.getLong("position"), row.getBytes("seal")))
                .optional()
                .orElse(new Last(-1, 0, new byte[Sha256.LENGTH]));
    }

    private List<LoggedEvent> next(long after) {
        List<LoggedEvent> events = read(after, Long.MAX_VALUE);
        int gapless = 0;
        while (gapless < events.size() && events.get(gapless).position() == after + 1 + gapless) {
            gapless++;
        }
        if (gapless == events.size()) {
            return events;
        }
        return awaitEndOf(writers())
                ? read(after, events.get(events.size() - 1).position())
                : events.subList(0, gapless);
    }

    private List<LoggedEvent> read(long after, long upTo) {
        return jdbc.sql("""
                SELECT %s FROM domain_event_entry e WHERE global_index > ? AND global_index <= ?
                ORDER BY global_index LIMIT ?""".formatted(LoggedEvent.columns("e")))
                .params(after, upTo, BATCH)
                .query((row, number) -> LoggedEvent.read(row))
                .list();
    }

    /** Who writes holds this lock from before it draws a number until it has ended. */
    private Set<String> writers() {
        return new HashSet<>(jdbc.sql("""
                SELECT virtualtransaction FROM pg_locks
                WHERE locktype = 'relation' AND relation = 'domain_event_entry'::regclass
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND mode = 'RowExclusiveLock'""").query(String.class).list());
    }

    private boolean awaitEndOf(Set<String> writers) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!writers.isEmpty() && Instant.now().isBefore(deadline)) {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            writers.retainAll(writers());
        }
        return writers.isEmpty();
    }

    private void seal(Last last, List<LoggedEvent> events) {
        List<Long> indexes = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        List<byte[]> seals = new ArrayList<>();
        byte[] seal = last.seal;
        for (LoggedEvent event : events) {
            byte[] hash = event.hash();
            seal = Sha256.of(seal, hash);
            indexes.add(last.index + 1 + indexes.size());
            positions.add(event.position());
            ids.add(event.id());
            hashes.add(hash);
            seals.add(seal);
        }
        jdbc.sql("""
                INSERT INTO seal (index, position, event_id, event_hash, seal)
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[])""")
                .params(
                        indexes.toArray(Long[]::new),
                        positions.toArray(Long[]::new),
                        ids.toArray(String[]::new),
                        hashes.toArray(byte[][]::new),
                        seals.toArray(byte[][]::new))
                .update();
        tree.append(last.index + 1, seals);
    }

    private record Last(long index, long position, byte[] seal) {}
}
