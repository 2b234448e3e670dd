package io.skillsphere.api.review;

import java.util.UUID;

/** What learners think of a mentor: how many have said so, and the sum of what they gave. */
public record Rating(UUID mentorId, long reviewCount, long ratingSum) {}
