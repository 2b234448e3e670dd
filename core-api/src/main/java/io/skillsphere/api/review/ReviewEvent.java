package io.skillsphere.api.review;

import io.skillsphere.api.booking.BookingSide;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a review. */
public sealed interface ReviewEvent {

    UUID reviewId();

    /** One side of a settled booking said how it was, from 1 to 5; {@code textId} is null where it wrote nothing. */
    @Revision("1")
    record ReviewWritten(
            UUID reviewId, UUID bookingId, UUID learnerId, UUID mentorId, BookingSide author, int rating, UUID textId)
            implements ReviewEvent {}
}
