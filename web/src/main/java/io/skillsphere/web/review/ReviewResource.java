package io.skillsphere.web.review;

import io.skillsphere.api.booking.BookingSide;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        @Nullable String authorName,
        int rating,
        @Nullable String text,
        Instant writtenAt) {}
