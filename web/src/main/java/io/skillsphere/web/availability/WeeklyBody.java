package io.skillsphere.web.availability;

import io.skillsphere.api.availability.WeeklyWindow;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DayOfWeek;

/** Hours that come back every week. */
record WeeklyBody(
        @NotNull DayOfWeek day,

        @NotNull @Pattern(regexp = WindowBody.TIME, message = "must be a time of day such as 09:30") String from,

        @NotNull @Pattern(regexp = WindowBody.END, message = "must be a time of day such as 17:30, or 24:00") String to) {

    static WeeklyBody of(WeeklyWindow weekly) {
        WindowBody window = WindowBody.of(weekly.window());
        return new WeeklyBody(weekly.day(), window.from(), window.to());
    }

    WeeklyWindow weekly() {
        return new WeeklyWindow(day, new WindowBody(from, to).window());
    }
}
