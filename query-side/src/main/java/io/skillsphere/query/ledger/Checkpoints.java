package io.skillsphere.query.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs and keeps checkpoints. Each covers more events than the one before it. */
@Component
public class Checkpoints {

    private static final String SELECT = "SELECT position, count, root, signed_at, jws FROM checkpoint ";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final MerkleTree tree;
    private final TransactionTemplate transaction;

    Checkpoints(JdbcClient jdbc, Sealer sealer, MerkleTree tree, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.tree = tree;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** The checkpoint over all that is sealed: signed now, unless the latest covers it already. Empty on an empty log. */
    public Optional<Checkpoint> sign(CheckpointSigner signer, Instant now) {
        return signAfter(Duration.ZERO, signer, now);
    }

    /** The same, but the latest one will do if it is younger than this. */
    public Optional<Checkpoint> signAfter(Duration interval, CheckpointSigner signer, Instant now) {
        return transaction.execute(status -> {
            sealer.turn();
            Optional<Checkpoint> latest = latest();
            boolean young = latest.filter(
                            checkpoint -> checkpoint.time().plus(interval).isAfter(now))
                    .isPresent();
            return young
                    ? latest
                    : jdbc.sql("""
                            SELECT index + 1 AS count, position FROM seal
                            WHERE index >= ? ORDER BY index DESC LIMIT 1""")
                            .param(latest.map(Checkpoint::count).orElse(0L))
                            .query((row, number) -> make(row.getLong("position"), row.getLong("count"), signer, now))
                            .optional()
                            .or(() -> latest);
        });
    }

    /** The one that covers most. */
    public Optional<Checkpoint> latest() {
        return page(null, 1).stream().findFirst();
    }

    /** The one over exactly so many events. */
    public Optional<Checkpoint> find(long count) {
        return jdbc.sql(SELECT + "WHERE count = ?")
                .param(count)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Latest first, only those that cover fewer than so many events if that is given. */
    public List<Checkpoint> page(Long before, int limit) {
        return jdbc.sql(SELECT + "WHERE count < ? ORDER BY count DESC LIMIT ?")
                .params(before == null ? Long.MAX_VALUE : before, limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** The hashes that prove that the tree over {@code first} events is the beginning of that over {@code second}. */
    public List<String> consistency(Checkpoint first, Checkpoint second) {
        return tree.consistency(first.count(), second.count()).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    private Checkpoint make(long position, long count, CheckpointSigner signer, Instant now) {
        String root = HexFormat.of().formatHex(tree.root(count));
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        TreeMap<String, String> payload = new TreeMap<>();
        payload.put("count", Long.toString(count));
        payload.put("position", Long.toString(position));
        payload.put("root", CanonicalJson.string(root));
        payload.put("time", CanonicalJson.string(time.toString()));
        Checkpoint made = new Checkpoint(position, count, root, time, signer.sign(CanonicalJson.object(payload)));
        jdbc.sql("INSERT INTO checkpoint (count, position, root, signed_at, jws) VALUES (?, ?, ?, ?, ?)")
                .params(count, position, HexFormat.of().parseHex(root), Timestamp.from(time), made.jws())
                .update();
        return made;
    }

    static Checkpoint read(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getLong("position"),
                row.getLong("count"),
                HexFormat.of().formatHex(row.getBytes("root")),
                row.getTimestamp("signed_at").toInstant(),
                row.getString("jws"));
    }
}
