package io.skillsphere.web.availability;

import io.skillsphere.api.availability.TimeWindow;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;

/** Hours of one day such as 09:00 to 17:30; a day ends at 24:00, which 00:00 says as well. */
record WindowBody(
        @NotNull @Pattern(regexp = WindowBody.TIME, message = "must be a time of day such as 09:30") String from,

        @NotNull @Pattern(regexp = WindowBody.END, message = "must be a time of day such as 17:30, or 24:00") String to) {

    static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
    static final String END = TIME + "|24:00";

    private static final String DAYS_END = "24:00";

    static WindowBody of(TimeWindow window) {
        return new WindowBody(
                window.from().toString(),
                window.to().equals(LocalTime.MIDNIGHT) ? DAYS_END : window.to().toString());
    }

    TimeWindow window() {
        return new TimeWindow(LocalTime.parse(from), to.equals(DAYS_END) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
    }
}
