package io.skillsphere.api.review;

import java.util.Set;
import java.util.UUID;

/** Asks what learners think of mentors; answered with {@link Ratings}. */
public record FindRatings(Set<UUID> mentorIds) {}
