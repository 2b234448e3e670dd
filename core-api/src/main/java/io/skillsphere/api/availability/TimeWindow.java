package io.skillsphere.api.availability;

import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;

/** Hours of one day by the clock on the wall, the end excluded; an end of 00:00 is the end of the day. */
public record TimeWindow(@NotNull LocalTime from, @NotNull LocalTime to) {}
