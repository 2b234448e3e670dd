package io.skillsphere.web.availability;

import static java.util.Objects.requireNonNullElse;

import io.skillsphere.api.availability.DateOverride;
import io.skillsphere.api.availability.TimeWindow;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.availability.WeeklyWindow;
import io.skillsphere.web.page.IanaZone;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Violation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * When a mentor takes sessions; the windows of a day may stand in any order, but none may overlap another.
 *
 * @param zone IANA time zone on whose clock the windows are read
 * @param bufferMinutes what stays free between two sessions; 0 where left out
 * @param minimumNoticeMinutes how long before its start a session must be asked for; 0 where left out
 * @param horizonDays how many days ahead a session may start; 60 where left out
 */
record AvailabilityBody(
        @NotNull String zone,
        @NotNull @Size(max = 168) List<@NotNull @Valid WeeklyBody> weekly,
        @Size(max = 400) List<@NotNull @Valid OverrideBody> overrides,
        @Min(0) @Max(480) Integer bufferMinutes,
        @Min(0) @Max(43_200) Integer minimumNoticeMinutes,
        @Min(1) @Max(730) Integer horizonDays) {

    /** What it means; rejects a zone that there is not, and windows and dates that contradict each other. */
    Timetable timetable() {
        List<WeeklyWindow> weeklyWindows =
                weekly.stream().map(WeeklyBody::weekly).toList();
        List<DateOverride> dates = overrides == null
                ? List.of()
                : overrides.stream().map(OverrideBody::override).toList();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < weeklyWindows.size(); i++) {
            WeeklyWindow window = weeklyWindows.get(i);
            List<TimeWindow> before = weeklyWindows.subList(0, i).stream()
                    .filter(other -> other.day() == window.day())
                    .map(WeeklyWindow::window)
                    .toList();
            check("weekly[%d]".formatted(i), window.window(), before, violations);
        }
        for (int i = 0; i < dates.size(); i++) {
            check("overrides[%d]".formatted(i), dates.get(i), dates.subList(0, i), violations);
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Timetable(
                IanaZone.of("zone", zone),
                weeklyWindows,
                dates,
                requireNonNullElse(bufferMinutes, 0),
                requireNonNullElse(minimumNoticeMinutes, 0),
                requireNonNullElse(horizonDays, 60));
    }

    private static void check(
            String field, DateOverride override, List<DateOverride> before, List<Violation> violations) {
        int year = override.date().getYear();
        if (year < 1970 || year > 9999) {
            violations.add(new Violation(field + ".date", "must be a date of the years 1970 to 9999"));
        }
        if (before.stream().anyMatch(other -> other.date().equals(override.date()))) {
            violations.add(new Violation(field + ".date", "is there already"));
        }
        List<TimeWindow> windows = override.windows();
        for (int i = 0; i < windows.size(); i++) {
            check("%s.windows[%d]".formatted(field, i), windows.get(i), windows.subList(0, i), violations);
        }
    }

    private static void check(String field, TimeWindow window, List<TimeWindow> before, List<Violation> violations) {
        if (!window.from().isBefore(endOf(window))) {
            violations.add(new Violation(
                    field + ".to", "must be after from; what goes on past midnight is a window of the next day"));
        }
        if (before.stream().anyMatch(other -> overlap(window, other))) {
            violations.add(new Violation(field + ".from", "overlaps another window of the day"));
        }
    }

    private static boolean overlap(TimeWindow one, TimeWindow other) {
        return one.from().isBefore(endOf(other)) && other.from().isBefore(endOf(one));
    }

    private static LocalTime endOf(TimeWindow window) {
        return window.to().equals(LocalTime.MIDNIGHT) ? LocalTime.MAX : window.to();
    }
}
