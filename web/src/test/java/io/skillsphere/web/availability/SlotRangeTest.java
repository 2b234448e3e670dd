package io.skillsphere.web.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotRangeTest {

    private static final Instant NOW = Instant.parse("2030-03-25T12:34:56Z");

    @Test
    void dates_are_whole_days_by_the_clock_of_the_zone() {
        assertThat(SlotRange.of("2030-03-31", "2030-03-31", "Europe/Berlin", NOW))
                .isEqualTo(range("2030-03-30T23:00:00Z", "2030-03-31T22:00:00Z"));
        assertThat(SlotRange.of("2030-03-31", "2030-04-01", "UTC", NOW))
                .isEqualTo(range("2030-03-31T00:00:00Z", "2030-04-02T00:00:00Z"));
    }

    @Test
    void instants_are_taken_as_they_are() {
        assertThat(SlotRange.of("2030-03-31T09:00:00Z", "2030-03-31T10:00:00Z", "Europe/Berlin", NOW))
                .isEqualTo(range("2030-03-31T09:00:00Z", "2030-03-31T10:00:00Z"));
    }

    @Test
    void what_is_left_out_is_from_now_on_for_14_days() {
        assertThat(SlotRange.of(null, null, "UTC", NOW))
                .isEqualTo(range("2030-03-25T12:34:56Z", "2030-04-08T12:34:56Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2030-03-31, 2030-03-29, UTC",
        "2030-03-01, 2030-05-03, UTC",
        "2030-02-30, 2030-03-31, UTC",
        "tomorrow, 2030-03-31, UTC",
        "+1000000000-12-31T23:59:59Z, , UTC",
        "2030-03-01, 2030-03-02, Europe/Atlantis",
        "2030-03-01, 2030-03-02, +02:00"
    })
    void what_makes_no_sense_is_refused(String from, String to, String zone) {
        assertThatThrownBy(() -> SlotRange.of(from, to, zone, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("validation-failed"));
    }

    @Test
    void two_months_are_not_too_much() {
        assertThat(SlotRange.of("2030-03-01", "2030-05-01", "Europe/Berlin", NOW))
                .isEqualTo(range("2030-02-28T23:00:00Z", "2030-05-01T22:00:00Z"));
    }

    private static SlotRange range(String from, String to) {
        return new SlotRange(Instant.parse(from), Instant.parse(to));
    }
}
