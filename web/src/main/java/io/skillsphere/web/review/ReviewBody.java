package io.skillsphere.web.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What somebody says of a session: from 1 to 5, in words where they like. */
record ReviewBody(
        @NotNull @Min(1) @Max(5) Integer rating,
        @Size(max = 2000) String text) {}
