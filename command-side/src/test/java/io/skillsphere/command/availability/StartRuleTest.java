package io.skillsphere.command.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRuleTest {

    private static final UUID MENTOR = UUID.randomUUID();
    private static final Duration HOUR = Duration.ofHours(1);

    /** A Monday, at 9 in Berlin. */
    private static final Instant NOW = Instant.parse("2030-01-07T08:00:00Z");

    @Test
    void a_start_that_is_offered_gives_the_buffer() {
        assertThat(rule(AvailabilityTest.timetable(10)).bufferAt(MENTOR, Instant.parse("2030-01-14T08:00:00Z"), HOUR))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-07T08:00:00Z, STARTS_IN_PAST",
        "2030-01-07T09:30:00Z, NOTICE_TOO_SHORT",
        "2030-01-07T10:15:00Z, OUTSIDE_AVAILABILITY",
        "2030-01-08T08:00:00Z, OUTSIDE_AVAILABILITY",
        "2030-01-14T08:05:00Z, NOT_ON_SLOT",
        "2030-03-11T08:00:00Z, BEYOND_HORIZON"
    })
    void any_other_start_is_refused_with_a_code_that_says_why(Instant start, RejectionCode code) {
        assertThat(refusal(rule(AvailabilityTest.timetable(10)), start)).isEqualTo(code);
    }

    @Test
    void who_never_published_a_timetable_takes_sessions_at_any_future_time() {
        StartRule rule = rule(null);

        assertThat(rule.bufferAt(MENTOR, NOW.plusMillis(1), HOUR)).isZero();
        assertThat(rule.bufferAt(MENTOR, NOW.plus(Duration.ofDays(10_000)), HOUR))
                .isZero();
        assertThat(refusal(rule, NOW)).isEqualTo(RejectionCode.STARTS_IN_PAST);
    }

    private static RejectionCode refusal(StartRule rule, Instant start) {
        return catchThrowableOfType(CommandRejectedException.class, () -> rule.bufferAt(MENTOR, start, HOUR))
                .rejection()
                .code();
    }

    private static StartRule rule(Timetable timetable) {
        return new StartRule(mentorId -> Optional.ofNullable(timetable), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
