package io.skillsphere.api.review;

import java.util.List;

/** A page of reviews; {@code next} is the {@code before} of the next page, null on the last. */
public record ReviewPage(List<ReviewView> items, Long next) {}
