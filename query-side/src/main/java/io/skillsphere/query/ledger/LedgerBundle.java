package io.skillsphere.query.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The log up to a checkpoint, with its seals and what vouches for them, as files that can be verified without us. Of a database
 * that was tampered with it shows what is there: an event without a seal, or a seal without its event.
 */
@Component
public class LedgerBundle {

    private static final int WINDOW = 2000;

    private final JdbcClient jdbc;
    private final SealedLog log;
    private final TransactionTemplate transaction;

    LedgerBundle(JdbcClient jdbc, SealedLog log, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.log = log;
        this.transaction = new TransactionTemplate(transactionManager);
        transaction.setReadOnly(true);
    }

    /** Where the files go, one after the other. */
    @FunctionalInterface
    public interface Files {

        /** Opens the next file; it is closed before the one after it is opened. */
        OutputStream create(String name) throws IOException;
    }

    /** Writes all files; the keys are a JWK set. */
    public void write(Checkpoint head, String keys, Files files) throws IOException {
        long balancesAt = balancesAt(head.position());
        text(files, "manifest.json", out -> out.write(manifest(head, balancesAt)));
        text(files, "keys.json", out -> out.write(keys + "\n"));
        text(files, "checkpoints.jsonl", out -> checkpoints(head, out));
        text(files, "ledger.jsonl", out -> ledger(head, out));
        text(files, "balances.jsonl", out -> balances(balancesAt, out));
    }

    private String manifest(Checkpoint head, long balancesAt) {
        TreeMap<String, String> manifest = new TreeMap<>();
        manifest.put("format", CanonicalJson.string("skillsphere-ledger/1"));
        manifest.put("count", Long.toString(head.count()));
        manifest.put("position", Long.toString(head.position()));
        manifest.put("root", CanonicalJson.string(head.root()));
        manifest.put(
                "seal",
                jdbc.sql("SELECT encode(seal, 'hex') FROM seal WHERE index = ?")
                        .param(head.count() - 1)
                        .query(String.class)
                        .optional()
                        .map(CanonicalJson::string)
                        .orElse("null"));
        manifest.put("balancesAt", Long.toString(balancesAt));
        return CanonicalJson.object(manifest) + "\n";
    }

    private void checkpoints(Checkpoint head, Writer out) {
        stream(
                "SELECT position, count, root, signed_at, jws FROM checkpoint WHERE count <= ? ORDER BY count",
                head.count(),
                out,
                row -> {
                    Checkpoint checkpoint = Checkpoints.read(row);
                    TreeMap<String, String> line = new TreeMap<>();
                    line.put("count", Long.toString(checkpoint.count()));
                    line.put("position", Long.toString(checkpoint.position()));
                    line.put("root", CanonicalJson.string(checkpoint.root()));
                    line.put("time", CanonicalJson.string(checkpoint.time().toString()));
                    line.put("jws", CanonicalJson.string(checkpoint.jws()));
                    return CanonicalJson.object(line);
                });
    }

    private void ledger(Checkpoint head, Writer out) throws IOException {
        log.forEach(head.position(), entry -> {
            out.write(line(entry));
            out.write('\n');
        });
    }

    private static String line(SealedLog.Entry entry) {
        TreeMap<String, String> line = new TreeMap<>();
        line.put("index", String.valueOf(entry.index()));
        line.put("hash", hex(entry.hash()));
        line.put("seal", hex(entry.seal()));
        if (entry.event() == null) {
            line.put("position", Long.toString(entry.position()));
        }
        line.put("event", entry.event() == null ? "null" : entry.event().whole());
        return CanonicalJson.object(line);
    }

    private static String hex(byte[] hash) {
        return hash == null ? "null" : CanonicalJson.string(HexFormat.of().formatHex(hash));
    }

    private void balances(long position, Writer out) {
        stream(
                "SELECT account, sum(amount) AS balance FROM ledger_line WHERE position <= ? GROUP BY account ORDER BY account",
                position,
                out,
                row -> {
                    TreeMap<String, String> line = new TreeMap<>();
                    line.put("account", CanonicalJson.string(row.getString("account")));
                    line.put("balance", row.getBigDecimal("balance").toPlainString());
                    return CanonicalJson.object(line);
                });
    }

    /**
     * Up to where the read side is complete: as far as the projections are, but not beyond an event that they still wait for. A
     * gap in their token that is not sealed is none: that number will never come.
     */
    private long balancesAt(long head) {
        return jdbc.sql("""
                SELECT least(:head, (token ->> 'index')::bigint, (
                    SELECT min(s.position) - 1 FROM jsonb_array_elements_text(token -> 'gaps') gap
                    JOIN seal s ON s.position = gap::bigint))
                FROM (SELECT convert_from(token, 'UTF8')::jsonb AS token FROM token_entry
                      WHERE processor_name = 'projections' AND segment = 0 AND token IS NOT NULL) projections""").param("head", head).query(Long.class).optional().orElse(0L);
    }

    private void stream(String sql, long parameter, Writer out, Line line) {
        transaction.executeWithoutResult(
                status -> jdbc.sql(sql).withFetchSize(WINDOW).param(parameter).query(row -> {
                    try {
                        out.write(line.of(row));
                        out.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    private static void text(Files files, String name, Text text) throws IOException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(files.create(name), UTF_8))) {
            text.to(out);
        }
    }

    @FunctionalInterface
    private interface Text {
        void to(Writer out) throws IOException;
    }

    @FunctionalInterface
    private interface Line {
        String of(ResultSet row) throws SQLException;
    }
}
