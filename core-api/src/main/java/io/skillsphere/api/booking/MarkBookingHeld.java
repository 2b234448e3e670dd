package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the booking's tokens are held, so that the mentor may answer. Nothing happens where it was said before. */
public record MarkBookingHeld(
        @NotNull @TargetAggregateIdentifier UUID bookingId) {}
