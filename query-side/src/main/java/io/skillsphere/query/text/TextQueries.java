package io.skillsphere.query.text;

import io.skillsphere.api.text.FindTexts;
import io.skillsphere.api.text.Texts;
import io.skillsphere.api.text.WrittenText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what people wrote. */
@Component
class TextQueries {

    private final JdbcClient jdbc;

    TextQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Texts find(FindTexts query) {
        return new Texts(jdbc.sql("SELECT id, title, body, category, tags FROM written_text WHERE id = ANY (?)")
                .param(query.ids().toArray(UUID[]::new))
                .query(TextQueries::text)
                .list());
    }

    private static WrittenText text(ResultSet row, int number) throws SQLException {
        return new WrittenText(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("body"),
                row.getString("category"),
                List.of((String[]) row.getArray("tags").getArray()));
    }
}
