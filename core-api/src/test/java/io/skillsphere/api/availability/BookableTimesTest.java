package io.skillsphere.api.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.rejection.RejectionCode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookableTimesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Long before everything that is asked for here. */
    private static final Instant EARLY = Instant.parse("2009-01-01T00:00:00Z");

    @Test
    void starts_are_every_quarter_of_an_hour_as_long_as_the_session_fits() {
        Timetable timetable = daily("Europe/Berlin", "09:00", "11:00");

        assertThat(on("2030-01-07", timetable, HOUR))
                .containsExactly(
                        "2030-01-07T09:00+01:00",
                        "2030-01-07T09:15+01:00",
                        "2030-01-07T09:30+01:00",
                        "2030-01-07T09:45+01:00",
                        "2030-01-07T10:00+01:00");
        assertThat(on("2030-01-07", timetable, Duration.ofMinutes(110))).containsExactly("2030-01-07T09:00+01:00");
        assertThat(on("2030-01-07", timetable, Duration.ofMinutes(121))).isEmpty();
    }

    @Test
    void the_quarters_are_counted_from_where_the_window_begins() {
        assertThat(on("2030-01-07", daily("Europe/Berlin", "09:10", "10:30"), HOUR))
                .containsExactly("2030-01-07T09:10+01:00", "2030-01-07T09:25+01:00");
    }

    @Test
    void only_the_days_that_were_named_are_open() {
        Timetable mondays = timetable("Europe/Berlin", List.of(weekly(DayOfWeek.MONDAY, "09:00", "10:00")), List.of());

        assertThat(on("2030-01-07", mondays, HOUR)).hasSize(1);
        assertThat(on("2030-01-08", mondays, HOUR)).isEmpty();
    }

    @Test
    void a_date_of_its_own_replaces_the_weekly_hours_and_an_empty_one_blocks_the_day() {
        LocalDate special = LocalDate.of(2030, 1, 7);
        LocalDate blocked = LocalDate.of(2030, 1, 8);
        Timetable timetable = timetable(
                "Europe/Berlin",
                everyDay("09:00", "10:00"),
                List.of(
                        new DateOverride(special, List.of(window("14:00", "15:00"))),
                        new DateOverride(blocked, List.of())));

        assertThat(on("2030-01-07", timetable, HOUR)).containsExactly("2030-01-07T14:00+01:00");
        assertThat(on("2030-01-08", timetable, HOUR)).isEmpty();
        assertThat(on("2030-01-09", timetable, HOUR)).containsExactly("2030-01-09T09:00+01:00");
    }

    @Test
    void a_window_may_last_until_midnight() {
        assertThat(on("2030-01-07", daily("Europe/Berlin", "23:00", "00:00"), HOUR))
                .containsExactly("2030-01-07T23:00+01:00");
    }

    @Test
    void a_session_may_run_on_over_midnight_into_the_next_window() {
        Timetable night = timetable(
                "Europe/Berlin",
                List.of(weekly(DayOfWeek.MONDAY, "23:30", "00:00"), weekly(DayOfWeek.TUESDAY, "00:00", "00:30")),
                List.of());

        assertThat(on("2030-01-07", night, HOUR)).containsExactly("2030-01-07T23:30+01:00");
        assertThat(on("2030-01-08", night, HOUR)).isEmpty();
    }

    @Test
    void who_is_always_there_can_be_booked_at_every_quarter() {
        assertThat(on("2030-01-07", daily("UTC", "00:00", "00:00"), Duration.ofHours(8)))
                .hasSize(96);
    }

    @ParameterizedTest
    @CsvSource({
        // The hour that is skipped is in no window, the one that comes twice is in it twice.
        "Europe/Berlin,       2030-03-31, 01:00, 04:00, 2, 2030-03-31T00:00:00Z",
        "Europe/Berlin,       2030-10-27, 01:00, 04:00, 4, 2030-10-26T23:00:00Z",
        "Europe/Berlin,       2030-03-31, 02:00, 03:00, 0,",
        "Europe/Berlin,       2030-03-31, 02:30, 04:00, 1, 2030-03-31T01:00:00Z",
        "Europe/Berlin,       2030-10-27, 02:00, 03:00, 2, 2030-10-27T00:00:00Z",
        "America/New_York,    2030-03-10, 01:00, 04:00, 2, 2030-03-10T06:00:00Z",
        "America/New_York,    2030-11-03, 01:00, 04:00, 4, 2030-11-03T05:00:00Z",
        "America/New_York,    2030-03-10, 02:00, 03:00, 0,",
        // Half an hour is skipped, half an hour comes twice.
        "Australia/Lord_Howe, 2030-10-06, 01:00, 04:30, 3, 2030-10-05T14:30:00Z",
        "Australia/Lord_Howe, 2030-04-07, 01:00, 03:30, 3, 2030-04-06T14:00:00Z",
        // A whole day was skipped when the zone crossed the date line.
        "Pacific/Apia,        2011-12-29, 09:00, 11:00, 2, 2011-12-29T19:00:00Z",
        "Pacific/Apia,        2011-12-30, 09:00, 11:00, 0,",
        "Pacific/Apia,        2011-12-31, 09:00, 11:00, 2, 2011-12-30T19:00:00Z",
        "Pacific/Kiritimati,  2030-06-01, 09:00, 11:00, 2, 2030-05-31T19:00:00Z",
        "Asia/Kathmandu,      2030-06-01, 09:00, 11:00, 2, 2030-06-01T03:15:00Z",
    })
    void a_window_holds_what_the_clock_on_the_wall_shows(
            String zone, LocalDate date, String from, String to, int hours, Instant first) {
        Timetable only = timetable(zone, List.of(), List.of(new DateOverride(date, List.of(window(from, to)))));
        BookableTimes times = new BookableTimes(only, HOUR);
        Instant noon = date.atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant();

        List<Instant> starts = times.starts(noon.minus(Duration.ofDays(3)), noon.plus(Duration.ofDays(3)), EARLY);

        int quarters = hours == 0 ? 0 : hours * 4 - 3;
        assertThat(starts).hasSize(quarters);
        assertThat(starts.stream().findFirst().orElse(null)).isEqualTo(first);
        assertThat(starts).allMatch(start -> times.refusal(start, EARLY).isEmpty());
    }

    @Test
    void where_the_clock_is_put_back_into_the_window_it_opens_a_second_time() {
        Timetable timetable = daily("Europe/Berlin", "01:00", "02:30");

        assertThat(on("2030-10-27", timetable, Duration.ofMinutes(30)))
                .containsExactly(
                        "2030-10-27T01:00+02:00",
                        "2030-10-27T01:15+02:00",
                        "2030-10-27T01:30+02:00",
                        "2030-10-27T01:45+02:00",
                        "2030-10-27T02:00+02:00",
                        "2030-10-27T02:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"})
    void what_is_offered_in_a_year_is_never_refused_and_never_outside_the_hours(String zone) {
        Timetable timetable = daily(zone, "01:30", "03:30");
        BookableTimes times = new BookableTimes(timetable, Duration.ofMinutes(30));
        Instant now = Instant.parse("2030-01-01T00:00:00Z");

        List<Instant> starts = times.starts(now, now.plus(Duration.ofDays(365)), now);

        assertThat(starts).hasSizeGreaterThan(365 * 6).isSorted().doesNotHaveDuplicates();
        assertThat(starts).allSatisfy(start -> {
            assertThat(times.refusal(start, now)).isEmpty();
            assertThat(start.atZone(timetable.zone()).toLocalTime())
                    .isBetween(LocalTime.of(1, 30), LocalTime.of(3, 29));
        });
    }

    @Test
    void what_can_not_be_is_refused_with_a_code_that_says_why() {
        Instant now = Instant.parse("2030-01-07T08:00:00Z");
        Timetable timetable = new Timetable(
                ZoneId.of("UTC"),
                everyDay("09:00", "17:00"),
                List.of(),
                0,
                (int) Duration.ofHours(3).toMinutes(),
                7);
        BookableTimes times = new BookableTimes(timetable, HOUR);

        assertThat(times.refusal(now, now)).hasValue(RejectionCode.STARTS_IN_PAST);
        assertThat(times.refusal(Instant.parse("2030-01-07T10:45:00Z"), now)).hasValue(RejectionCode.NOTICE_TOO_SHORT);
        assertThat(times.refusal(Instant.parse("2030-01-07T11:00:00Z"), now)).isEmpty();
        assertThat(times.refusal(Instant.parse("2030-01-07T16:00:00Z"), now)).isEmpty();
        assertThat(times.refusal(Instant.parse("2030-01-07T16:15:00Z"), now))
                .hasValue(RejectionCode.OUTSIDE_AVAILABILITY);
        assertThat(times.refusal(Instant.parse("2030-01-07T20:00:00Z"), now))
                .hasValue(RejectionCode.OUTSIDE_AVAILABILITY);
        assertThat(times.refusal(Instant.parse("2030-01-07T12:10:00Z"), now)).hasValue(RejectionCode.NOT_ON_SLOT);
        assertThat(times.refusal(Instant.parse("2030-01-07T12:15:00.001Z"), now))
                .hasValue(RejectionCode.NOT_ON_SLOT);
        assertThat(times.refusal(Instant.parse("2030-01-13T15:00:00Z"), now)).isEmpty();
        assertThat(times.refusal(Instant.parse("2030-01-14T09:00:00Z"), now)).hasValue(RejectionCode.BEYOND_HORIZON);
    }

    @Test
    void what_would_be_refused_now_is_not_offered() {
        Instant now = Instant.parse("2030-01-07T08:00:00Z");
        Timetable timetable = new Timetable(ZoneId.of("UTC"), everyDay("09:00", "10:00"), List.of(), 0, 120, 2);

        assertThat(new BookableTimes(timetable, HOUR).starts(EARLY, Instant.parse("2031-01-01T00:00:00Z"), now))
                .containsExactly(Instant.parse("2030-01-08T09:00:00Z"));
    }

    @Test
    void windows_that_overlap_offer_a_start_once() {
        Timetable timetable = timetable(
                "UTC",
                List.of(weekly(DayOfWeek.MONDAY, "09:00", "11:00"), weekly(DayOfWeek.MONDAY, "09:30", "10:30")),
                List.of());

        assertThat(on("2030-01-07", timetable, HOUR)).hasSize(5).doesNotHaveDuplicates();
    }

    /** The starts on a date, by the clock of the timetable. */
    private static List<String> on(String date, Timetable timetable, Duration length) {
        LocalDate day = LocalDate.parse(date);
        return new BookableTimes(timetable, length)
                        .starts(
                                day.atStartOfDay(timetable.zone()).toInstant(),
                                day.plusDays(1).atStartOfDay(timetable.zone()).toInstant(),
                                EARLY)
                        .stream()
                        .map(start -> start.atZone(timetable.zone()))
                        .map(ZonedDateTime::toOffsetDateTime)
                        .map(start -> start.toString().replaceFirst("Z$", "+00:00"))
                        .toList();
    }

    private static Timetable daily(String zone, String from, String to) {
        return timetable(zone, everyDay(from, to), List.of());
    }

    private static List<WeeklyWindow> everyDay(String from, String to) {
        return Stream.of(DayOfWeek.values()).map(day -> weekly(day, from, to)).toList();
    }

    private static Timetable timetable(String zone, List<WeeklyWindow> weekly, List<DateOverride> overrides) {
        return new Timetable(ZoneId.of(zone), weekly, overrides, 0, 0, 36_500);
    }

    private static WeeklyWindow weekly(DayOfWeek day, String from, String to) {
        return new WeeklyWindow(day, window(from, to));
    }

    private static TimeWindow window(String from, String to) {
        return new TimeWindow(LocalTime.parse(from), LocalTime.parse(to));
    }
}
