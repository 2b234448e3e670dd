package io.skillsphere.web.booking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/** What a learner asks for; the note is for the mentor, and may be left out. */
record BookingBody(
        @NotNull UUID skillId,
        @NotNull Instant startsAt,
        @Size(max = 2000) String note) {}
