package io.skillsphere.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.query.projection.ReplayReport.Difference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads one table in two places side by side, row by row in the order of the key, whatever its size. */
final class TableComparison {

    private static final int FETCH = 1_000;
    private static final int MOST_DIFFERENCES = 10;

    private TableComparison() {}

    /** Both connections must be in a transaction, or the driver would read all rows at once. */
    static ReplayReport.Table compare(
            String table, Connection live, String liveSchema, Connection shadow, String shadowSchema)
            throws SQLException {
        String key = key(live, liveSchema, table);
        List<Difference> differences = new ArrayList<>();
        try (Rows ours = new Rows(live, liveSchema, table, key);
                Rows theirs = new Rows(shadow, shadowSchema, table, key)) {
            ours.next();
            theirs.next();
            while (ours.key != null || theirs.key != null) {
                int order = ours.key == null
                        ? 1
                        : theirs.key == null
                                ? -1
                                : Arrays.compareUnsigned(ours.key.getBytes(UTF_8), theirs.key.getBytes(UTF_8));
                if (order < 0) {
                    note(differences, ours.key, Difference.Kind.UNEXPECTED);
                    ours.next();
                } else if (order > 0) {
                    note(differences, theirs.key, Difference.Kind.MISSING);
                    theirs.next();
                } else {
                    if (!ours.row.equals(theirs.row)) {
                        note(differences, ours.key, Difference.Kind.CHANGED);
                    }
                    ours.next();
                    theirs.next();
                }
            }
            return new ReplayReport.Table(table, ours.count, theirs.count, ours.digest(), theirs.digest(), differences);
        }
    }

    private static void note(List<Difference> differences, String key, Difference.Kind kind) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(new Difference(key, kind));
        }
    }

    /** The primary key as one text, ordered by its bytes however the database sorts. */
    private static String key(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT string_agg(format('t.%I::text', a.attname), ', ' ORDER BY array_position(i.indkey, a.attnum))
                FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                WHERE i.indisprimary AND i.indrelid = (? || '.' || ?)::regclass""")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet columns = statement.executeQuery()) {
                columns.next();
                String key = columns.getString(1);
                if (key == null) {
                    throw new IllegalStateException("The table %s has no primary key.".formatted(table));
                }
                return "concat_ws('/', " + key + ") COLLATE \"C\"";
            }
        }
    }

    /** A table's rows as text, and the digest of those that were read. */
    private static final class Rows implements AutoCloseable {

        private final PreparedStatement statement;
        private final ResultSet rows;
        private final MessageDigest digest;
        private String key;
        private String row;
        private long count;

        Rows(Connection connection, String schema, String table, String key) throws SQLException {
            digest = sha256();
            statement = connection.prepareStatement(
                    "SELECT %s AS key, t::text FROM %s.%s t ORDER BY key".formatted(key, schema, table));
            statement.setFetchSize(FETCH);
            rows = statement.executeQuery();
        }

        void next() throws SQLException {
            if (rows.next()) {
                key = rows.getString(1);
                row = rows.getString(2);
                digest.update(row.getBytes(UTF_8));
                digest.update((byte) '\n');
                count++;
            } else {
                key = null;
                row = null;
            }
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            statement.close();
        }
    }
}
