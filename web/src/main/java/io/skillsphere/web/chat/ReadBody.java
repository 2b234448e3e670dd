package io.skillsphere.web.chat;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The number of the newest message that was read. */
record ReadBody(@NotNull @Min(0) Long upTo) {}
