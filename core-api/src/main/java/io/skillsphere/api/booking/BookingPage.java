package io.skillsphere.api.booking;

import java.util.List;

/** A page of bookings; {@code next} is the {@code before} of the next page, null on the last. */
public record BookingPage(List<BookingView> items, Long next) {}
