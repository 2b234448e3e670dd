package io.skillsphere.web.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A learner's review of a mentor as everybody sees it: what was said, and not by whom. */
record PublicReview(UUID id, int rating, @Nullable String text, Instant writtenAt) {}
