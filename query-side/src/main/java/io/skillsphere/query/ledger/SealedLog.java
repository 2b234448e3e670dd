package io.skillsphere.query.ledger;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log beside its seals: in order, with what only one of the two has. */
@Component
class SealedLog {

    private static final int WINDOW = 1_000;

    private final JdbcClient jdbc;

    SealedLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An event and its seal.
     *
     * @param index which seal it is, from 0; null where the event has none
     * @param hash what was sealed of the event; null with the index
     * @param event null where a seal has no event
     */
    record Entry(long position, Long index, byte[] hash, byte[] seal, LoggedEvent event) {}

    /** Takes one entry. */
    @FunctionalInterface
    interface Reader {
        void read(Entry entry) throws IOException;
    }

    /** The last position that an event or a seal has; 0 where there is none. */
    long head() {
        return jdbc.sql("""
                SELECT greatest((SELECT max(global_index) FROM domain_event_entry), (SELECT max(position) FROM seal), 0)""").query(Long.class).single();
    }

    /** All that is up to a position; in windows, so that neither memory nor a transaction grows with the log. */
    void forEach(long head, Reader reader) throws IOException {
        long after = 0;
        while (after < head) {
            long upTo = jdbc.sql("""
                    SELECT coalesce(max(global_index), ?) FROM (
                        SELECT global_index FROM domain_event_entry
                        WHERE global_index > ? AND global_index <= ? ORDER BY global_index LIMIT ?) next""")
                    .params(head, after, head, WINDOW)
                    .query(Long.class)
                    .single();
            for (Entry entry : window(after, upTo)) {
                reader.read(entry);
            }
            after = upTo;
        }
    }

    private List<Entry> window(long after, long upTo) {
        return jdbc.sql("""
                SELECT s.index, s.position, s.event_hash, s.seal, %s
                FROM (SELECT * FROM seal WHERE position > :after AND position <= :upTo) s
                FULL JOIN (SELECT * FROM domain_event_entry WHERE global_index > :after AND global_index <= :upTo) e
                    ON s.position = e.global_index AND s.event_id = e.event_identifier
                ORDER BY coalesce(e.global_index, s.position), s.index""".formatted(LoggedEvent.columns("e")))
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        LoggedEvent event = row.getObject("event_identifier") == null ? null : LoggedEvent.read(row);
        return new Entry(
                event == null ? row.getLong("position") : event.position(),
                row.getObject("index", Long.class),
                row.getBytes("event_hash"),
                row.getBytes("seal"),
                event);
    }
}
