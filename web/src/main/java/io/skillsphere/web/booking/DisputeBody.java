package io.skillsphere.web.booking;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What the learner objects to. */
record DisputeBody(@NotBlank @Size(max = 2000) String statement) {}
