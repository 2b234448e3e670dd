package io.skillsphere.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page begins, as a client carries it: opaque, and only good for the list that gave it. */
public record Cursor(long before) {

    private static final String PREFIX = "before:";

    /** Reads what {@link #toString} wrote; rejects anything else with an IllegalArgumentException. */
    public static Cursor valueOf(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("This is not a cursor that a list gave.");
        }
        return new Cursor(Long.parseLong(text.substring(PREFIX.length())));
    }

    /** The log position below which the next page begins; null for no cursor, which is the first page. */
    public static Long beforeOf(Cursor cursor) {
        return cursor == null ? null : cursor.before;
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + before).getBytes(StandardCharsets.UTF_8));
    }
}
