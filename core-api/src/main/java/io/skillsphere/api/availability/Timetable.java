package io.skillsphere.api.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;

/**
 * When a mentor takes sessions; {@link BookableTimes} tells what follows from it.
 *
 * @param zone whose clock the windows are read on
 * @param bufferMinutes what stays free between two sessions
 * @param minimumNoticeMinutes how long before its start a session must be asked for
 * @param horizonDays how many days of 24 hours ahead a session may start
 */
public record Timetable(
        @NotNull ZoneId zone,
        @NotNull @Size(max = 168) List<@NotNull @Valid WeeklyWindow> weekly,
        @NotNull @Size(max = 400) List<@NotNull @Valid DateOverride> overrides,
        @Min(0) @Max(480) int bufferMinutes,
        @Min(0) @Max(43_200) int minimumNoticeMinutes,
        @Min(1) @Max(730) int horizonDays) {}
