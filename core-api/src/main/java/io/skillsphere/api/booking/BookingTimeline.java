package io.skillsphere.api.booking;

import java.util.List;

/** Steps of a booking in their order; {@code next} is the position behind which more follow, null where none do. */
public record BookingTimeline(List<BookingStep> items, Long next) {}
