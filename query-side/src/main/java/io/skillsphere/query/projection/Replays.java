package io.skillsphere.query.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds every projection once more from the log, in a schema beside, and compares it with what is served, row by row at one
 * fixed position. Nobody waits for it: the rows that are served are read in one snapshot together with the position of the
 * processor that wrote them, whatever arrives meanwhile.
 */
@Component
public class Replays implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private static final String SCHEMA = "audit_replay_shadow";

    /** The name under which there is one at a time, over all nodes and shells. */
    private static final String PERMIT = "audit replay";

    private static final String SELECT = """
            SELECT id, position, head, report, started_at, ended_at,
                CASE WHEN cut_off THEN 'FAILED' ELSE state END AS state,
                CASE WHEN cut_off THEN 'It was cut off.' ELSE cause END AS cause
            FROM audit_replay, LATERAL (SELECT state = 'RUNNING' AND NOT EXISTS (
                SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %d
                    AND objid::bigint = abs(hashtext('%s'))) AS cut_off) AS ending
            """.formatted(Rebuilds.LOCK, PERMIT);

    private final List<Projection> projections;
    private final LogReplays replays;
    private final LiveProcessor live;
    private final Rebuilds rebuilds;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final ExecutorService threads = Executors.newCachedThreadPool(new AxonThreadFactory("audit-replay"));

    Replays(
            List<Projection> projections,
            LogReplays replays,
            LiveProcessor live,
            Rebuilds rebuilds,
            JdbcClient jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.projections = projections;
        this.replays = replays;
        this.live = live;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.transaction = new TransactionTemplate(transactionManager);
        this.json = json;
    }

    /** Told now and then how far a replay is in the log, and how far it has to go. */
    @FunctionalInterface
    public interface Progress {
        void at(long position, long head);
    }

    /** Begins one in the background; rejects a second while one runs on any node (ALREADY_EXISTS). */
    public UUID begin() {
        Rebuilds.Permit permit = permit();
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO audit_replay (id, state, position, head) VALUES (?, 'RUNNING', 0, 0)")
                .param(id)
                .update();
        threads.execute(() -> {
            try (permit) {
                run(id);
            }
        });
        return id;
    }

    /** A replay and how it goes, or went: kept for good. */
    public Optional<ReplayJob> find(UUID id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query(this::job).optional();
    }

    /** The latest ones, newest first. */
    public List<ReplayJob> latest(int limit) {
        return jdbc.sql(SELECT + "ORDER BY started_at DESC LIMIT ?")
                .param(limit)
                .query(this::job)
                .list();
    }

    /** Does it now; rejects it while another runs (ALREADY_EXISTS). */
    @SuppressWarnings("try") // the permit is only held
    public ReplayReport run(Progress progress) throws SQLException {
        try (Rebuilds.Permit permit = permit()) {
            return compare(progress);
        }
    }

    private Rebuilds.Permit permit() {
        return rebuilds.permit(PERMIT)
                .orElseThrow(
                        () -> new CommandRejectedException(RejectionCode.ALREADY_EXISTS, "Another replay is running."));
    }

    private void run(UUID id) {
        try {
            ReplayReport report =
                    compare((position, head) -> jdbc.sql("UPDATE audit_replay SET position = ?, head = ? WHERE id = ?")
                            .params(position, head, id)
                            .update());
            jdbc.sql("""
                    UPDATE audit_replay SET state = 'DONE', position = ?, head = ?, report = ?, ended_at = clock_timestamp()
                    WHERE id = ?""")
                    .params(report.position(), report.position(), json.writeValueAsString(report), id)
                    .update();
            LOG.info("Replay {} read {} events: {}", id, report.events(), report.holds() ? "all holds" : "broken");
        } catch (Exception e) {
            LOG.error("Replay {} failed", id, e);
            jdbc.sql("UPDATE audit_replay SET state = 'FAILED', cause = ?, ended_at = clock_timestamp() WHERE id = ?")
                    .params(e.toString(), id)
                    .update();
        }
    }

    private ReplayReport compare(Progress progress) throws SQLException {
        Instant begun = Instant.now();
        List<String> tables = projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .flatMap(projection -> projection.tables().stream())
                .toList();
        ShadowTables shadow = new ShadowTables(jdbc, SCHEMA, tables);
        transaction.executeWithoutResult(status -> shadow.create());
        try (LogReplay replay = replays.begin(projections)) {
            followLive(shadow, replay, progress);
            try (Snapshot served = new Snapshot()) {
                Processed target = live.processed(served.jdbc());
                transaction.executeWithoutResult(status -> {
                    shadow.use();
                    replay.handleAllOf(target);
                });
                progress.at(target.position(), target.position());
                List<ReplayReport.Table> compared = new ArrayList<>();
                try (Snapshot rebuilt = new Snapshot()) {
                    for (String table : tables) {
                        compared.add(TableComparison.compare(
                                table, served.connection, "public", rebuilt.connection, SCHEMA));
                    }
                }
                boolean holds = compared.stream().allMatch(ReplayReport.Table::equal);
                return new ReplayReport(target.position(), replay.count(), millis(begun), compared, null, holds);
            }
        } catch (LogReplay.BrokenLogException e) {
            return new ReplayReport(e.position(), 0, millis(begun), List.of(), e.getMessage(), false);
        } finally {
            transaction.executeWithoutResult(status -> shadow.drop());
        }
    }

    /** Most of the log, so that the snapshot that is held from then on is short. */
    private void followLive(ShadowTables shadow, LogReplay replay, Progress progress) {
        List<TrackedEventMessage<?>> events;
        do {
            Processed target = live.processed();
            events = replay.next(target);
            List<TrackedEventMessage<?>> batch = events;
            transaction.executeWithoutResult(status -> {
                shadow.use();
                replay.handle(batch);
            });
            progress.at(replay.position(), target.position());
        } while (events.size() == LogReplay.BATCH);
    }

    private static long millis(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis();
    }

    private ReplayJob job(ResultSet row, int number) throws SQLException {
        String report = row.getString("report");
        Timestamp endedAt = row.getTimestamp("ended_at");
        try {
            return new ReplayJob(
                    row.getObject("id", UUID.class),
                    ReplayJob.State.valueOf(row.getString("state")),
                    row.getLong("position"),
                    row.getLong("head"),
                    report == null ? null : json.readValue(report, ReplayReport.class),
                    row.getString("cause"),
                    row.getTimestamp("started_at").toInstant(),
                    endedAt == null ? null : endedAt.toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that can't be read", e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** A connection that goes on seeing the database as it was. */
    private final class Snapshot implements AutoCloseable {

        private final Connection connection = dataSource.getConnection();

        Snapshot() throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                statement.execute("SET LOCAL timezone = 'UTC'");
                // It waits here for as long as the rest of the log takes.
                statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            }
        }

        JdbcClient jdbc() {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true));
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        }
    }
}
