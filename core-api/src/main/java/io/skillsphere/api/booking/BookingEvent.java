package io.skillsphere.api.booking;

import io.skillsphere.api.rejection.RejectionCode;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a booking. Every event names both people, so that who may see it never needs a look-up. */
public sealed interface BookingEvent {

    UUID bookingId();

    UUID learnerId();

    UUID mentorId();

    /** A learner asked for a session: price and policy are pinned; {@code noteId} is null where there is no note. */
    @Revision("1")
    record BookingRequested(
            UUID bookingId,
            UUID learnerId,
            UUID mentorId,
            UUID skillId,
            UUID wordingId,
            Instant startsAt,
            Instant endsAt,
            long priceTokens,
            BookingPolicy policy,
            UUID noteId)
            implements BookingEvent {}

    /** The price is held in the learner's wallet; the mentor may answer. */
    @Revision("1")
    record BookingHeld(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    /** The price could not be held. */
    @Revision("1")
    record BookingRejected(UUID bookingId, UUID learnerId, UUID mentorId, RejectionCode reason)
            implements BookingEvent {}

    @Revision("1")
    record BookingConfirmed(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    @Revision("1")
    record BookingDeclined(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    /** Called off by one of the two; {@code feeTokens} of the price go to the mentor, the rest back to the learner. */
    @Revision("1")
    record BookingCancelled(
            UUID bookingId, UUID learnerId, UUID mentorId, UUID cancelledBy, long feeTokens, UUID reasonId)
            implements BookingEvent {}

    /** The session was given; {@code mentorTokens} are due to the mentor. */
    @Revision("1")
    record BookingCompleted(UUID bookingId, UUID learnerId, UUID mentorId, long mentorTokens) implements BookingEvent {}

    /** The tokens have reached the mentor. */
    @Revision("1")
    record BookingSettled(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    /** The mentor did not answer in time, or the tokens were never held. */
    @Revision("1")
    record BookingExpired(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    /** The mentor says that the session was given; the learner may object for a while. */
    @Revision("1")
    record BookingDelivered(UUID bookingId, UUID learnerId, UUID mentorId) implements BookingEvent {}

    /** One of the two did not come; {@code mentorTokens} are due to the mentor, the rest goes back. */
    @Revision("1")
    record BookingNoShow(
            UUID bookingId, UUID learnerId, UUID mentorId, BookingSide missing, UUID reportedBy, long mentorTokens)
            implements BookingEvent {}

    /** The learner objects; what they say is the text {@code statementId}. */
    @Revision("1")
    record BookingDisputed(UUID bookingId, UUID learnerId, UUID mentorId, UUID statementId) implements BookingEvent {}

    /** A dispute was decided, by an administrator or (null) by time; {@code mentorTokens} are due to the mentor. */
    @Revision("1")
    record BookingResolved(UUID bookingId, UUID learnerId, UUID mentorId, UUID resolvedBy, long mentorTokens)
            implements BookingEvent {}

    /** One of the two would like another time. */
    @Revision("1")
    record RescheduleProposed(UUID bookingId, UUID learnerId, UUID mentorId, UUID proposedBy, Instant startsAt)
            implements BookingEvent {}

    /** The other agreed: the session takes place at the new time, under the same hold. */
    @Revision("1")
    record RescheduleAccepted(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt)
            implements BookingEvent {}

    /** The proposal is off the table: the other does not agree, or whoever made it took it back. */
    @Revision("1")
    record RescheduleDeclined(UUID bookingId, UUID learnerId, UUID mentorId, UUID declinedBy) implements BookingEvent {}

    /** A confirmed session starts soon, within so many hours. */
    @Revision("1")
    record SessionReminded(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, long hoursBefore)
            implements BookingEvent {}
}
