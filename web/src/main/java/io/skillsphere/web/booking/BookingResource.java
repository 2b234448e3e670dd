package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking as its people see it; names and texts are null where they were erased or never given.
 *
 * @param rejection the code of why the tokens could not be held, null unless the status is REJECTED
 * @param proposal another time that one of the two would like; null where nobody does
 */
public record BookingResource(
        UUID id,
        UUID learnerId,
        @Nullable String learnerName,
        UUID mentorId,
        @Nullable String mentorName,
        UUID skillId,
        @Nullable String skillName,
        @Nullable String note,
        Instant startsAt,
        Instant endsAt,
        long priceTokens,
        BookingStatus status,
        @Nullable String rejection,
        @Nullable Proposal proposal,
        BookingPolicy policy,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Another time that one of the two would like. */
    public record Proposal(UUID by, Instant startsAt) {}
}
