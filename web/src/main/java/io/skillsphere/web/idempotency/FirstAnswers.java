package io.skillsphere.web.idempotency;

import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests that came with a key, and what they were answered; kept for a day.
 *
 * <p>A request that runs is locked for as long as one may take. When that has passed, or the database has been started since,
 * whoever ran it is gone, and it may run again.
 */
@Component
class FirstAnswers {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final Duration SLACK = Duration.ofSeconds(7);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration retention;
    private final Duration longest;

    FirstAnswers(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            @Value("${skillsphere.idempotency.retention:PT24H}") Duration retention,
            @Value("${skillsphere.read-your-writes:PT3S}") Duration readYourWrites) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.retention = retention;
        this.longest = readYourWrites.plus(SLACK);
    }

    /** How a request with this key goes on: it runs, or it has its answer. */
    record Turn(KeyedRequest toRun, FirstAnswer answer) {}

    /** Rejects a key that came before with other content, and one whose request still runs. */
    Turn take(UUID owner, String key, byte[] fingerprint) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        forget(owner, key, now.minus(retention));
        KeyedRequest first = new KeyedRequest(UUID.randomUUID(), owner, key, null);
        if (begin(first, fingerprint, now)) {
            return new Turn(first, null);
        }
        Known known = find(owner, key).orElseThrow(FirstAnswers::inProgress);
        if (!Arrays.equals(known.fingerprint, fingerprint)) {
            throw mismatch();
        }
        if (known.answer == null && !beginAgain(owner, key, now)) {
            throw inProgress();
        }
        return known.answer == null
                ? new Turn(new KeyedRequest(known.requestId, owner, key, known.startedAt), null)
                : new Turn(null, known.answer);
    }

    /** What a key is answered that came before with other content. */
    static ProblemException mismatch() {
        return new ProblemException(
                ProblemCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key came before with another request.");
    }

    private static ProblemException inProgress() {
        return new ProblemException(
                ProblemCode.IDEMPOTENCY_IN_PROGRESS, "The request with this Idempotency-Key is still running.");
    }

    private boolean begin(KeyedRequest request, byte[] fingerprint, Instant now) {
        return jdbc.sql("""
                        INSERT INTO idempotent_request (owner, key, request_id, fingerprint, started_at, locked_until)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (owner, key) DO NOTHING""")
                        .params(
                                request.owner(),
                                request.key(),
                                request.id(),
                                fingerprint,
                                Timestamp.from(now),
                                Timestamp.from(now.plus(longest)))
                        .update()
                == 1;
    }

    private boolean beginAgain(UUID owner, String key, Instant now) {
        return jdbc.sql("""
                        UPDATE idempotent_request SET locked_until = :until
                        WHERE owner = :owner AND key = :key AND status IS NULL
                        AND (locked_until <= :now
                             OR locked_until < pg_postmaster_start_time() + make_interval(secs => :longest))""")
                        .param("until", Timestamp.from(now.plus(longest)))
                        .param("owner", owner)
                        .param("key", key)
                        .param("now", Timestamp.from(now))
                        .param("longest", longest.toMillis() / 1000.0)
                        .update()
                == 1;
    }

    private Optional<Known> find(UUID owner, String key) {
        return jdbc.sql("""
                        SELECT request_id, fingerprint, started_at, status, headers, body
                        FROM idempotent_request WHERE owner = ? AND key = ?""").params(owner, key).query(this::known).optional();
    }

    private Known known(ResultSet row, int number) throws SQLException {
        int status = row.getInt("status");
        FirstAnswer answer = row.wasNull()
                ? null
                : new FirstAnswer(status, json.readValue(row.getString("headers"), HEADERS), row.getString("body"));
        return new Known(
                row.getObject("request_id", UUID.class),
                row.getBytes("fingerprint"),
                row.getTimestamp("started_at").toInstant(),
                answer);
    }

    void keep(KeyedRequest request, FirstAnswer answer) {
        jdbc.sql("""
                        UPDATE idempotent_request SET status = ?, headers = ?, body = ?
                        WHERE owner = ? AND key = ? AND request_id = ?""")
                .params(
                        answer.status(),
                        json.writeValueAsString(answer.headers()),
                        answer.body(),
                        request.owner(),
                        request.key(),
                        request.id())
                .update();
    }

    /** The request ended without an answer that is worth keeping: whoever sends it again runs it again. */
    void release(KeyedRequest request) {
        jdbc.sql("UPDATE idempotent_request SET locked_until = ? WHERE owner = ? AND key = ? AND request_id = ?")
                .params(Timestamp.from(clock.instant()), request.owner(), request.key(), request.id())
                .update();
    }

    private void forget(UUID owner, String key, Instant before) {
        jdbc.sql("DELETE FROM idempotent_request WHERE owner = ? AND key = ? AND started_at < ?")
                .params(owner, key, Timestamp.from(before))
                .update();
    }

    @Scheduled(fixedDelay = 15, initialDelay = 15, timeUnit = TimeUnit.MINUTES)
    void trim() {
        jdbc.sql("DELETE FROM idempotent_request WHERE started_at < ?")
                .param(Timestamp.from(clock.instant().minus(retention)))
                .update();
    }

    private record Known(UUID requestId, byte[] fingerprint, Instant startedAt, FirstAnswer answer) {}
}
