package io.skillsphere.query.projection;

import io.skillsphere.query.row.RecordRowMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** What is known of rebuilds on all nodes, and that a projection has one at a time. */
@Component
class Rebuilds {

    static final int LOCK = 0x7265;

    /** A rebuild that should be running, but whose lock nobody holds, ended with its node. */
    private static final String SELECT = """
            SELECT id, projection, position, head, started_at, ended_at,
                CASE WHEN cut_off THEN 'FAILED' ELSE state END AS state,
                CASE WHEN cut_off THEN 'It was cut off.' ELSE cause END AS cause
            FROM projection_rebuild, LATERAL (SELECT state = 'RUNNING' AND NOT EXISTS (
                SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %d
                    AND objid::bigint = abs(hashtext(projection))) AS cut_off) AS ending
            """.formatted(LOCK);

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    Rebuilds(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** The right to rebuild a projection, until it is closed; empty where somebody has it. */
    Optional<Permit> permit(String projection) {
        Permit permit = new Permit(projection);
        if (permit.lock("pg_try_advisory_lock")) {
            return Optional.of(permit);
        }
        permit.connection.destroy();
        return Optional.empty();
    }

    UUID begin(String projection) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "INSERT INTO projection_rebuild (id, projection, state, position, head) VALUES (?, ?, 'RUNNING', 0, 0)")
                .params(id, projection)
                .update();
        return id;
    }

    void progress(UUID id, long position, long head) {
        jdbc.sql("UPDATE projection_rebuild SET position = ?, head = ? WHERE id = ?")
                .params(position, head, id)
                .update();
    }

    void done(UUID id, long position) {
        jdbc.sql("""
                UPDATE projection_rebuild SET state = 'DONE', position = ?, head = ?, ended_at = clock_timestamp()
                WHERE id = ?""").params(position, position, id).update();
    }

    void failed(UUID id, long position, Throwable cause) {
        jdbc.sql("""
                UPDATE projection_rebuild
                SET state = 'FAILED', position = ?, cause = ?, ended_at = clock_timestamp() WHERE id = ?""").params(position, cause.toString(), id).update();
    }

    Optional<Rebuild> find(UUID id) {
        return jdbc.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query(new RecordRowMapper<>(Rebuild.class))
                .optional();
    }

    Optional<Rebuild> latest(String projection) {
        return jdbc.sql(SELECT + "WHERE projection = ? ORDER BY started_at DESC LIMIT 1")
                .param(projection)
                .query(new RecordRowMapper<>(Rebuild.class))
                .optional();
    }

    /** A lock of a connection of its own, so that it ends with its node, however that ends. */
    final class Permit implements AutoCloseable {

        private final String projection;
        private final SingleConnectionDataSource connection;

        private Permit(String projection) {
            this.projection = projection;
            try {
                Connection own = dataSource.getConnection();
                connection = new SingleConnectionDataSource(own, true);
            } catch (SQLException e) {
                throw new IllegalStateException("There is no connection to rebuild with", e);
            }
        }

        private boolean lock(String function) {
            return JdbcClient.create(connection)
                    .sql("SELECT " + function + "(?, abs(hashtext(?)))")
                    .params(LOCK, projection)
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public void close() {
            lock("pg_advisory_unlock");
            connection.destroy();
        }
    }
}
