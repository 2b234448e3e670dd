package io.skillsphere.command.availability;

import io.skillsphere.api.availability.BookableTimes;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Whether a session may start at an instant, as far as its mentor's timetable goes: whether somebody is booked then is
 * another question. A mentor who never published a timetable takes sessions at any future time, without a buffer.
 */
@Component
public class StartRule {

    private final Timetables timetables;
    private final Clock clock;

    public StartRule(Timetables timetables, Clock clock) {
        this.timetables = timetables;
        this.clock = clock;
    }

    /**
     * The time that the mentor wants free before and after the session. Rejects a start in the past (STARTS_IN_PAST), sooner
     * than the minimum notice (NOTICE_TOO_SHORT), later than the horizon (BEYOND_HORIZON), outside the mentor's hours
     * (OUTSIDE_AVAILABILITY), and between the times that are offered (NOT_ON_SLOT).
     */
    public Duration bufferAt(UUID mentorId, Instant startsAt, Duration length) {
        Instant now = clock.instant();
        if (!startsAt.isAfter(now)) {
            throw refused(RejectionCode.STARTS_IN_PAST, startsAt);
        }
        Optional<Timetable> published = timetables.of(mentorId);
        published
                .flatMap(timetable -> new BookableTimes(timetable, length).refusal(startsAt, now))
                .ifPresent(code -> {
                    throw refused(code, startsAt);
                });
        return Duration.ofMinutes(published.map(Timetable::bufferMinutes).orElse(0));
    }

    private static CommandRejectedException refused(RejectionCode code, Instant startsAt) {
        String sentence =
                switch (code) {
                    case STARTS_IN_PAST -> "A session starts in the future; %s has passed.";
                    case NOTICE_TOO_SHORT -> "This mentor wants longer notice than until %s.";
                    case BEYOND_HORIZON -> "This mentor does not plan as far ahead as %s.";
                    case NOT_ON_SLOT -> "The mentor is there at %s, but sessions start at the times that are offered.";
                    default -> "A session at %s is not, as a whole, within the hours of this mentor.";
                };
        return new CommandRejectedException(code, sentence.formatted(startsAt));
    }
}
