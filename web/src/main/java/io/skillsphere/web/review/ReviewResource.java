package io.skillsphere.web.review;

import io.skillsphere.api.booking.BookingSide;
import java.time.Instant;
import java.util.UUID;

/**
 * A review as the two people of its booking see it; name and text are null where they were erased or never given.
 *
 * @param author the side that wrote it
 */
record ReviewResource(
        UUID id,
        UUID bookingId,
        BookingSide author,
        UUID authorId,
        String authorName,
        int rating,
        String text,
        Instant writtenAt) {}
