package io.skillsphere.api.review;

import io.skillsphere.api.booking.BookingSide;
import java.time.Instant;
import java.util.UUID;

/**
 * What one side of a booking says of it.
 *
 * @param textId what it wrote, or null
 * @param position where it stands in the log
 */
public record ReviewView(
        UUID id,
        UUID bookingId,
        UUID learnerId,
        UUID mentorId,
        BookingSide author,
        int rating,
        UUID textId,
        Instant writtenAt,
        long position) {}
