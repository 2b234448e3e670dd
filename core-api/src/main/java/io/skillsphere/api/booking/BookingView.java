package io.skillsphere.api.booking;

import io.skillsphere.api.rejection.RejectionCode;
import java.time.Instant;
import java.util.UUID;

/** A booking as its two people see it; the skill's wording and the note are found by their ids. */
public record BookingView(
        UUID id,
        UUID learnerId,
        UUID mentorId,
        UUID skillId,
        UUID wordingId,
        UUID noteId,
        Instant startsAt,
        Instant endsAt,
        long priceTokens,
        BookingStatus status,
        RejectionCode rejection,
        UUID proposedBy,
        Instant proposedStartsAt,
        BookingPolicy policy,
        long version,
        long position,
        Instant createdAt,
        Instant updatedAt) {}
