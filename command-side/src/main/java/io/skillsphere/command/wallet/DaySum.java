package io.skillsphere.command.wallet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What was sent on one day, from midnight to midnight UTC; of other days it knows nothing. */
record DaySum(LocalDate day, long tokens) {

    static final DaySum NOTHING = new DaySum(LocalDate.EPOCH, 0);

    /** What was sent on the day of that instant. */
    long on(Instant instant) {
        return dayOf(instant).equals(day) ? tokens : 0;
    }

    DaySum plus(long more, Instant at) {
        return new DaySum(dayOf(at), Math.addExact(on(at), more));
    }

    private static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
