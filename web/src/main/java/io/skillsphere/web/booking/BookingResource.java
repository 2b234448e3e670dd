package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A booking as its people see it; names and texts are null where they were erased or never given.
 *
 * @param rejection the code of why the tokens could not be held, null unless the status is REJECTED
 */
public record BookingResource(
        UUID id,
        UUID learnerId,
        String learnerName,
        UUID mentorId,
        String mentorName,
        UUID skillId,
        String skillName,
        String note,
        Instant startsAt,
        Instant endsAt,
        long priceTokens,
        BookingStatus status,
        String rejection,
        BookingPolicy policy,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
