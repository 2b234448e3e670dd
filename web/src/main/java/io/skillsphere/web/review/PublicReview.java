package io.skillsphere.web.review;

import java.time.Instant;
import java.util.UUID;

/** A learner's review of a mentor as everybody sees it: what was said, and not by whom. */
record PublicReview(UUID id, int rating, String text, Instant writtenAt) {}
