package io.skillsphere.web.booking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** How many tokens of the price the mentor gets; the learner gets the rest. */
record ResolutionBody(@NotNull @Min(0) @Max(1_000_000_000) Long mentorTokens) {}
