package io.skillsphere.web.availability;

import io.skillsphere.web.page.IanaZone;
import io.skillsphere.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The time for which slots are asked for. Each end is an instant, or a date by the clock of a zone: then that whole day is
 * in it. Where left out, it is from now on, for 14 days. It spans at most 62 days.
 *
 * @param to the first instant that is not in it
 */
record SlotRange(Instant from, Instant to) {

    private static final int DEFAULT_DAYS = 14;
    private static final int MOST_DAYS = 62;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    static SlotRange of(String from, String to, String zoneName, Instant now) {
        ZoneId zone = IanaZone.of("zone", zoneName);
        Instant begin = from == null ? now : instant("from", from, zone, 0);
        Instant end = to == null ? begin.atZone(zone).plusDays(DEFAULT_DAYS).toInstant() : instant("to", to, zone, 1);
        if (end.isBefore(begin)) {
            throw ProblemException.invalid("to", "must not be before from");
        }
        if (ChronoUnit.DAYS.between(begin.atZone(zone), end.atZone(zone)) > MOST_DAYS) {
            throw ProblemException.invalid("to", "must be at most %d days after from".formatted(MOST_DAYS));
        }
        return new SlotRange(begin, end);
    }

    private static Instant instant(String field, String text, ZoneId zone, int daysAfterDate) {
        try {
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysAfterDate)
                            .atStartOfDay(zone)
                            .toInstant()
                    : Instant.parse(text);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below, for both.
        }
        throw ProblemException.invalid(
                field, "must be a date such as 2030-01-31 or an instant such as 2030-01-31T09:00:00Z");
    }
}
