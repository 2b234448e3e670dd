package io.skillsphere.api.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;

/** Hours that come back every week. */
public record WeeklyWindow(
        @NotNull DayOfWeek day, @NotNull @Valid TimeWindow window) {}
