package io.skillsphere.web.booking;

import jakarta.validation.constraints.Size;

/** Why a booking is called off; may be left out. */
record CancellationBody(@Size(max = 2000) String reason) {}
