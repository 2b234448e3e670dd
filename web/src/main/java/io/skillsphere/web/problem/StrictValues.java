package io.skillsphere.web.problem;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What no field and no parameter may hold, since neither the database nor a calendar could. */
final class StrictValues {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private StrictValues() {}

    /** Whether the text has neither NUL nor half of a character in it. */
    static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(character -> character == 0
                        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE));
    }

    /** The instant within the years 1 to 9999; rejects anything else with an IllegalArgumentException. */
    static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Said below, for both.
        }
        throw new IllegalArgumentException("Not an instant of the years 1 to 9999.");
    }
}
