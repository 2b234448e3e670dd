package io.skillsphere.api.booking;

import java.util.UUID;

/**
 * Asks for the steps of a booking, oldest first; answered with a {@link BookingTimeline}.
 *
 * @param after only steps behind this log position; null for all
 */
public record FindBookingTimeline(UUID bookingId, Long after, int limit) {}
