package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingSide;
import jakarta.validation.constraints.NotNull;

/** Who did not come. */
record NoShowBody(@NotNull BookingSide who) {}
