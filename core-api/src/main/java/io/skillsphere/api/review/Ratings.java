package io.skillsphere.api.review;

import java.util.List;

/** The ratings of those mentors whom somebody has rated. */
public record Ratings(List<Rating> items) {}
