package io.skillsphere.command.booking;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes into db-scheduler's table. Not by its client: that has no way to say "unless it is there" without an error, which would
 * end the command's transaction. Looks that turn out to be needless are never taken back; they do nothing.
 */
@Component
class JdbcDeadlines implements Deadlines {

    private final JdbcClient jdbc;

    JdbcDeadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lookAt(UUID bookingId, Instant when) {
        jdbc.sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES (?, ?, ?, false, 1) ON CONFLICT DO NOTHING""")
                .params(TASK, bookingId + "/" + when.getEpochSecond(), Timestamp.from(when))
                .update();
    }
}
