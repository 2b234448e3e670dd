package io.skillsphere.command.text;

import io.skillsphere.api.text.WrittenText;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Texts in Postgres. */
@Component
class JdbcWrittenTexts implements WrittenTexts {

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcWrittenTexts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void keep(UUID authorId, WrittenText text) {
        if (text == null) {
            return;
        }
        // A command that is sent again keeps the same text under the same id.
        jdbc.sql("""
                INSERT INTO written_text (id, author_id, title, body, category, tags, written_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""")
                .params(
                        text.id(),
                        authorId,
                        text.title(),
                        text.body(),
                        text.category(),
                        text.tags().toArray(String[]::new),
                        Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public Optional<String> find(UUID textId) {
        return jdbc.sql("SELECT body FROM written_text WHERE id = ?")
                .param(textId)
                .query(String.class)
                .optional();
    }

    @Override
    public void rewrite(UUID textId, String body) {
        jdbc.sql("UPDATE written_text SET body = ?, written_at = ? WHERE id = ?")
                .params(body, Timestamp.from(clock.instant()), textId)
                .update();
    }

    @Override
    public void erase(UUID textId) {
        jdbc.sql("DELETE FROM written_text WHERE id = ?").param(textId).update();
    }
}
