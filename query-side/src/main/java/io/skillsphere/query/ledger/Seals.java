package io.skillsphere.query.ledger;

import io.skillsphere.query.row.RecordRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far sealing is. */
@Component
public class Seals {

    private final JdbcClient jdbc;

    Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far sealing is.
     *
     * @param count how many events are sealed
     * @param position where the last of them stands in the log; 0 before the first
     * @param lag how many events wait for their seal
     */
    public record Status(long count, long position, long lag) {}

    /** As of now; at rest the lag is 0. */
    public Status status() {
        return jdbc.sql("""
                WITH last AS (SELECT index + 1 AS count, position FROM seal ORDER BY index DESC LIMIT 1)
                SELECT coalesce((SELECT count FROM last), 0) AS count, coalesce((SELECT position FROM last), 0) AS position,
                    (SELECT count(*) FROM domain_event_entry
                     WHERE global_index > coalesce((SELECT position FROM last), 0)) AS lag""").query(new RecordRowMapper<>(Status.class)).single();
    }
}
