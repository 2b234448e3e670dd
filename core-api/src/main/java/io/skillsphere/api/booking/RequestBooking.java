package io.skillsphere.api.booking;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks a skill for a session: the skill gives mentor, length and price as they are now. Answered with the booking's
 * version.
 *
 * @param note what the learner wants to say to the mentor, or null
 */
public record RequestBooking(
        @NotNull @TargetAggregateIdentifier UUID skillId,
        @NotNull UUID bookingId,
        @NotNull UUID learnerId,
        @NotNull Instant startsAt,
        @Valid WrittenText note,
        @NotNull @Valid BookingPolicy policy) {}
