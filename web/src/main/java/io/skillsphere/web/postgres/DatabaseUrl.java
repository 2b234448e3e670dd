package io.skillsphere.web.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.util.StringUtils.hasText;

import java.net.URLDecoder;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A database that somebody else runs, as {@code DATABASE_URL} names it. */
final class DatabaseUrl implements Database {

    // By hand rather than by java.net.URI, which finds no host in names with an underscore.
    private static final Pattern URI = Pattern.compile("postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)(?<query>\\?[^#]*)?");

    private final String jdbcUrl;
    private final @Nullable String username;
    private final @Nullable String password;
    private final String whereabouts;

    private DatabaseUrl(String jdbcUrl, @Nullable String username, @Nullable String password) {
        Properties parsed = Driver.parseURL(jdbcUrl, null);
        if (parsed == null) {
            throw malformed();
        }
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
        this.whereabouts = "PostgreSQL at %s, port %s, database %s"
                .formatted(
                        PGProperty.PG_HOST.getOrDefault(parsed),
                        PGProperty.PG_PORT.getOrDefault(parsed),
                        PGProperty.PG_DBNAME.getOrDefault(parsed));
    }

    /**
     * Reads {@code jdbc:postgresql://host:port/database?...} or {@code postgres://user:password@host:port/database?...}; the
     * user name and password given beside the URL win over those in it. Rejects anything else, without repeating it.
     */
    static DatabaseUrl parse(String url, @Nullable String username, @Nullable String password) {
        String trimmed = url.trim();
        if (trimmed.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(trimmed, textOrNull(username), textOrNull(password));
        }
        Matcher uri = URI.matcher(trimmed);
        if (!uri.matches()) {
            throw malformed();
        }
        String query = uri.group("query");
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.group("hosts") + "/" + uri.group("database") + (query == null ? "" : query),
                hasText(username) ? username : decoded(uri.group("user")),
                hasText(password) ? password : decoded(uri.group("password")));
    }

    private static @Nullable String textOrNull(@Nullable String value) {
        return hasText(value) ? value : null;
    }

    private static @Nullable String decoded(@Nullable String part) {
        if (part == null) {
            return null;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8); // a plus is a plus here, not a space
        } catch (IllegalArgumentException notPercentEncoded) {
            throw malformed();
        }
    }

    private static StartRefusedException malformed() {
        return new StartRefusedException(
                "DATABASE_URL is not the address of a PostgreSQL database.",
                "Give it as jdbc:postgresql://host:port/database or postgres://user:password@host:port/database,"
                        + " with % @ : / ? # in the user name or password percent-encoded.");
    }

    @Override
    public String getJdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public @Nullable String getUsername() {
        return username;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public String whereabouts() {
        return whereabouts;
    }
}
