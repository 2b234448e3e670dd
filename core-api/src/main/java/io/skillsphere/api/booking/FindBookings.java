package io.skillsphere.api.booking;

import java.time.Instant;
import java.util.UUID;

/**
 * Asks for bookings, newest first; answered with a {@link BookingPage}. Each filter may be null.
 *
 * @param accountId bookings in which this account has the given side
 * @param side which side that is; null for either
 * @param from only sessions that start at or after
 * @param to only sessions that start before
 * @param before only bookings requested before this log position
 */
public record FindBookings(
        UUID accountId, BookingSide side, BookingStatus status, Instant from, Instant to, Long before, int limit) {}
