package io.skillsphere.web.mail;

import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The mails of the outbox and what has become of them; each change is a transaction of its own unless there is one. */
@Component
class OutgoingMails {

    private final JdbcClient jdbc;
    private final MailProperties properties;
    private final Clock clock;

    OutgoingMails(JdbcClient jdbc, MailProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** The next one that is due, put off before it is tried, so that no other node tries it meanwhile. */
    Optional<DueMail> take() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE outgoing_mail SET attempts = attempts + 1, due_at = :now::timestamptz + make_interval(secs => :pause * 2 ^ attempts)
                        WHERE id = (SELECT id FROM outgoing_mail WHERE state = 'WAITING' AND due_at <= :now
                                    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, kind, account_id, reference, attempts - 1 AS attempts, content""")
                .param("now", Timestamp.from(now))
                .param("pause", properties.retryAfter().toMillis() / 1000.0)
                .query(DueMail.class)
                .optional();
    }

    void settle(UUID id, String content) {
        jdbc.sql("UPDATE outgoing_mail SET content = ? WHERE id = ?")
                .params(content, id)
                .update();
    }

    void sent(UUID id) {
        end(id, MailState.SENT);
    }

    void dropped(UUID id) {
        end(id, MailState.DROPPED);
    }

    /** It stays due when it was put off to, unless that was the last try. Gives whether it is a dead letter now. */
    boolean failed(DueMail mail, String failure) {
        if (mail.attempts() + 1 >= properties.attempts()) {
            jdbc.sql("UPDATE outgoing_mail SET state = 'DEAD', failure = ?, done_at = ? WHERE id = ?")
                    .params(failure, now(), mail.id())
                    .update();
            return true;
        }
        jdbc.sql("UPDATE outgoing_mail SET failure = ? WHERE id = ?")
                .params(failure, mail.id())
                .update();
        return false;
    }

    private void end(UUID id, MailState state) {
        jdbc.sql(
                        "UPDATE outgoing_mail SET state = ?, failure = NULL, content = NULL, reference = NULL, done_at = ? WHERE id = ?")
                .params(state.name(), now(), id)
                .update();
    }

    /** Those in a state (null for all), newest first. */
    <P> P list(MailState state, Long before, int limit, BiFunction<List<OutgoingMail>, Long, P> page) {
        return NewestFirst.of(jdbc, "SELECT * FROM outgoing_mail")
                .where("state = ?", state == null ? null : state.name())
                .page(before, limit, new RecordRowMapper<>(OutgoingMail.class), OutgoingMail::position, page);
    }

    Optional<OutgoingMail> find(UUID id) {
        return jdbc.sql("SELECT * FROM outgoing_mail WHERE id = ?")
                .param(id)
                .query(OutgoingMail.class)
                .optional();
    }

    /** Has a dead letter tried again, as often as at first. Gives whether it was one. */
    boolean resend(UUID id) {
        return jdbc.sql("""
                        UPDATE outgoing_mail SET state = 'WAITING', attempts = 0, due_at = ?, done_at = NULL
                        WHERE id = ? AND state = 'DEAD'""").params(now(), id).update() == 1;
    }

    /** Gives up a dead letter for good. Gives whether it was one. */
    boolean discard(UUID id) {
        return jdbc.sql("""
                        UPDATE outgoing_mail SET state = 'DROPPED', content = NULL, reference = NULL, done_at = ?
                        WHERE id = ? AND state = 'DEAD'""").params(now(), id).update() == 1;
    }

    /** Long after the event could come again. Dead letters stay until somebody has decided. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void trim() {
        Duration retention = properties.retention();
        jdbc.sql("DELETE FROM outgoing_mail WHERE state IN ('SENT', 'DROPPED') AND done_at < ?")
                .param(Timestamp.from(clock.instant().minus(retention)))
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
