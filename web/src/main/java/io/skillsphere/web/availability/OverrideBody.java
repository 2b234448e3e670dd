package io.skillsphere.web.availability;

import io.skillsphere.api.availability.DateOverride;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** The hours of one date in place of its weekly ones; an empty list blocks the day. */
record OverrideBody(
        @NotNull LocalDate date, @NotNull @Size(max = 24) List<@NotNull @Valid WindowBody> windows) {

    static OverrideBody of(DateOverride override) {
        return new OverrideBody(
                override.date(), override.windows().stream().map(WindowBody::of).toList());
    }

    DateOverride override() {
        return new DateOverride(date, windows.stream().map(WindowBody::window).toList());
    }
}
