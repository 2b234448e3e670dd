package io.skillsphere.command.booking;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingDelivered;
import io.skillsphere.api.booking.BookingEvent.BookingDisputed;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingEvent.RescheduleAccepted;
import io.skillsphere.api.booking.BookingEvent.RescheduleProposed;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.rejection.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One booking of 3 tokens, free to cancel until a day before, half the price after that; and what can happen to it. */
record BookingStory(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, long priceTokens) {

    BookingStory() {
        this(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Instant.parse("2030-05-02T10:00:00Z"), 3);
    }

    BookingRequested requested() {
        BookingPolicy policy = new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));
        Instant endsAt = startsAt.plus(Duration.ofHours(1));
        return new BookingRequested(
                bookingId,
                learnerId,
                mentorId,
                UUID.randomUUID(),
                UUID.randomUUID(),
                startsAt,
                endsAt,
                priceTokens,
                policy,
                null);
    }

    BookingHeld held() {
        return new BookingHeld(bookingId, learnerId, mentorId);
    }

    BookingRejected rejected() {
        return new BookingRejected(bookingId, learnerId, mentorId, RejectionCode.INSUFFICIENT_TOKENS);
    }

    BookingConfirmed confirmed() {
        return new BookingConfirmed(bookingId, learnerId, mentorId);
    }

    BookingDeclined declined() {
        return new BookingDeclined(bookingId, learnerId, mentorId);
    }

    BookingCancelled cancelled(UUID by, long feeTokens) {
        return new BookingCancelled(bookingId, learnerId, mentorId, by, feeTokens, null);
    }

    BookingCompleted completed() {
        return new BookingCompleted(bookingId, learnerId, mentorId, priceTokens);
    }

    BookingSettled settled() {
        return new BookingSettled(bookingId, learnerId, mentorId);
    }

    BookingExpired expired() {
        return new BookingExpired(bookingId, learnerId, mentorId);
    }

    BookingDelivered delivered() {
        return new BookingDelivered(bookingId, learnerId, mentorId);
    }

    BookingNoShow noShow(BookingSide missing) {
        boolean learner = missing == BookingSide.LEARNER;
        return new BookingNoShow(
                bookingId, learnerId, mentorId, missing, learner ? mentorId : learnerId, learner ? priceTokens : 0);
    }

    BookingDisputed disputed(UUID statementId) {
        return new BookingDisputed(bookingId, learnerId, mentorId, statementId);
    }

    BookingResolved resolved(UUID by, long mentorTokens) {
        return new BookingResolved(bookingId, learnerId, mentorId, by, mentorTokens);
    }

    Instant laterStart() {
        return startsAt.plus(Duration.ofDays(1));
    }

    RescheduleProposed proposed(UUID by) {
        return new RescheduleProposed(bookingId, learnerId, mentorId, by, laterStart());
    }

    RescheduleAccepted rescheduled() {
        return new RescheduleAccepted(
                bookingId, learnerId, mentorId, laterStart(), laterStart().plus(Duration.ofHours(1)));
    }

    /** What happens until a booking has that status. */
    List<BookingEvent> until(BookingStatus status) {
        return switch (status) {
            case REQUESTED -> List.of(requested());
            case PENDING -> List.of(requested(), held());
            case CONFIRMED -> List.of(requested(), held(), confirmed());
            case DELIVERED -> List.of(requested(), held(), confirmed(), delivered());
            case DISPUTED -> List.of(requested(), held(), confirmed(), disputed(UUID.randomUUID()));
            case EXPIRED -> List.of(requested(), held(), expired());
            case NO_SHOW -> List.of(requested(), held(), confirmed(), noShow(BookingSide.MENTOR));
            case COMPLETED -> List.of(requested(), held(), confirmed(), completed());
            case SETTLED -> List.of(requested(), held(), confirmed(), completed(), settled());
            case REJECTED -> List.of(requested(), rejected());
            case DECLINED -> List.of(requested(), held(), declined());
            case CANCELLED -> List.of(requested(), held(), cancelled(learnerId, 0));
        };
    }
}
