package io.skillsphere.api.review;

import io.skillsphere.api.booking.BookingSide;
import java.util.UUID;

/**
 * Asks for reviews, newest first; answered with a {@link ReviewPage}. Each filter may be null.
 *
 * @param author only those that this side wrote
 * @param participantId only of bookings of this account, on either side
 * @param before only reviews written before this log position
 */
public record FindReviews(
        UUID bookingId, UUID mentorId, BookingSide author, UUID participantId, Long before, int limit) {}
