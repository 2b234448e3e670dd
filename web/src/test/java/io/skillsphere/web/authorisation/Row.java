package io.skillsphere.web.authorisation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A row of the table.
 *
 * @param method of HTTP, or a command of STOMP
 * @param path the pattern of the route, with a query where the row needs one
 * @param thing what stands for the variables of the pattern, see {@link Things}; may be empty
 * @param body JSON; may be empty
 * @param expected the status for each who can be in the position to call
 */
record Row(String method, String path, String thing, String body, Map<Caller, String> expected) {

    private static final String NEVER = "-";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}|\\*\\*");

    static Row of(List<String> cells) {
        String[] route = cells.get(0).split(" ", 2);
        Map<Caller, String> expected = new EnumMap<>(Caller.class);
        for (Caller caller : Caller.values()) {
            String cell = cells.get(3 + caller.ordinal());
            if (!cell.equals(NEVER)) {
                expected.put(caller, cell);
            }
        }
        return new Row(route[0], route[1], cells.get(1), cells.get(2), expected);
    }

    /** The path with the ids, which are apart by blanks, in the place of its variables. */
    String path(String ids) {
        String filled = path;
        for (String id : ids.split(" ")) {
            filled = VARIABLE.matcher(filled).replaceFirst(id);
        }
        return filled;
    }

    /** The route as the application knows it. */
    String route() {
        return method + " " + path.split("\\?")[0];
    }

    @Override
    public String toString() {
        return method + " " + path + (thing.isEmpty() ? "" : " on " + thing);
    }
}
