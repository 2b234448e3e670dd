package io.skillsphere.api.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** The hours of one date in place of its weekly ones; none of them blocks the day. */
public record DateOverride(
        @NotNull LocalDate date, @NotNull @Size(max = 24) List<@NotNull @Valid TimeWindow> windows) {}
