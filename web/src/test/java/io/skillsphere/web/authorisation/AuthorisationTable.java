package io.skillsphere.web.authorisation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The table in {@code authorisation.md}. */
final class AuthorisationTable {

    static final String FILE = "web/src/test/resources/authorisation.md";

    private AuthorisationTable() {}

    static List<Row> rows() {
        try (InputStream file = AuthorisationTable.class.getResourceAsStream("/authorisation.md")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(AuthorisationTable::cells)
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replaceAll("^`|`$", ""))
                .toList();
    }

    /** What to add for a route that has no row yet. */
    static String rowsToAdd(String route) {
        return route.contains("{") || route.contains("**")
                ? row(route, "own ?") + row(route, "foreign ?")
                : row(route, "");
    }

    private static String row(String route, String thing) {
        return "| `%s` | %s | | 401 | ? | ? | ? | ? |%n".formatted(route, thing);
    }
}
