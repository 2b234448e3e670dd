package io.skillsphere.web.booking;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** When the session is to start instead. */
record RescheduleBody(@NotNull Instant startsAt) {}
