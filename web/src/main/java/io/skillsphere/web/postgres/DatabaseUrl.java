package io.skillsphere.web.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.util.StringUtils.hasText;

import io.skillsphere.web.StartRefusedException;
import java.net.URLDecoder;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A database that somebody else runs, as {@code DATABASE_URL} names it. */
final class DatabaseUrl implements Database {

    // By hand rather than by java.net.URI, which finds no host in names with an underscore.
    private static final String HOST = "(?:\\[[^@/?#\\[\\]]+]|[^@/?#:,\\[\\]]+)(?::\\d{1,5})?";
    private static final Pattern URL = Pattern.compile("(?:jdbc:postgresql|postgres|postgresql)://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<hosts>" + HOST + "(?:," + HOST + ")*)/(?<database>[^@/?#]+)(?<query>\\?[^#]*)?");

    private final String jdbcUrl;
    private final @Nullable String username;
    private final @Nullable String password;
    private final String whereabouts;

    private DatabaseUrl(Matcher url, @Nullable String username, @Nullable String password) {
        String place = url.group("hosts") + "/" + url.group("database");
        this.jdbcUrl = "jdbc:postgresql://" + place + Objects.requireNonNullElse(url.group("query"), "");
        this.username = hasText(username) ? username : decoded(url.group("user"));
        this.password = hasText(password) ? password : decoded(url.group("password"));
        this.whereabouts = "PostgreSQL at " + place;
        if (Driver.parseURL(jdbcUrl, null) == null) { // found out later, it would be repeated with all that is in it
            throw malformed();
        }
    }

    /**
     * Reads {@code jdbc:postgresql://host:port/database?...} or {@code postgres://user:password@host:port/database?...}; the
     * user name and password given beside the URL win over those in it. Rejects anything else, without repeating it.
     */
    static DatabaseUrl parse(String text, @Nullable String username, @Nullable String password) {
        Matcher url = URL.matcher(text.trim());
        if (!url.matches()) {
            throw malformed();
        }
        return new DatabaseUrl(url, username, password);
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
