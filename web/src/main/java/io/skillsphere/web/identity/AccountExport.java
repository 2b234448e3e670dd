package io.skillsphere.web.identity;

import io.skillsphere.web.page.EveryPage;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything that is known of a person as one JSON object: the account, and a list for each kind of thing. */
@Component
class AccountExport implements PersonalData {

    private static final int TEXTS_AT_ONCE = 200;

    private final Accounts accounts;
    private final List<PersonalData> features;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AccountExport(Accounts accounts, List<PersonalData> features, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.accounts = accounts;
        this.features = features;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Whoever still has a session has an account. */
    void write(UUID accountId, OutputStream out) {
        AccountView account = accounts.findById(accountId).map(Account::view).orElseThrow();
        Map<String, Stream<?>> lists = new TreeMap<>();
        Stream.concat(features.stream(), Stream.of(this))
                .distinct()
                .forEach(feature -> lists.putAll(feature.of(accountId)));
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("exportedAt", clock.instant());
            generator.writePOJOProperty("account", account);
            lists.forEach((name, items) -> {
                generator.writeArrayPropertyStart(name);
                items.forEach(generator::writePOJO);
                generator.writeEndArray();
            });
            generator.writeEndObject();
        }
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "sessions",
                jdbc.sql("""
                        SELECT id, created_at, used_at, expires_at, ended_at, ended_because FROM account_session
                        WHERE account_id = ? ORDER BY created_at""").param(accountId).query(Session.class).list().stream(),
                "mails",
                jdbc
                        .sql(
                                "SELECT kind, state, created_at, done_at FROM outgoing_mail WHERE account_id = ? ORDER BY created_at")
                        .param(accountId)
                        .query(Mail.class)
                        .list()
                        .stream(),
                "texts",
                EveryPage.of((UUID after) -> texts(accountId, after), Function.identity(), AccountExport::next));
    }

    private static UUID next(List<Text> page) {
        return page.size() < TEXTS_AT_ONCE ? null : page.get(page.size() - 1).id();
    }

    private List<Text> texts(UUID authorId, UUID after) {
        return jdbc.sql("""
                SELECT id, title, body, category, tags, written_at FROM written_text
                WHERE author_id = :author AND (:after::uuid IS NULL OR id > :after) ORDER BY id LIMIT :limit""")
                .param("author", authorId)
                .param("after", after)
                .param("limit", TEXTS_AT_ONCE)
                .query((row, number) -> new Text(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("category"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    /** A session, without what it is known by. */
    private record Session(
            UUID id, Instant createdAt, Instant usedAt, Instant expiresAt, Instant endedAt, String endedBecause) {}

    /** A mail that was sent or is to be; what it said went with it. */
    private record Mail(String kind, String state, Instant createdAt, Instant doneAt) {}

    /** Anything written, also what was changed or taken back since. */
    private record Text(UUID id, String title, String body, String category, List<String> tags, Instant writtenAt) {}
}
