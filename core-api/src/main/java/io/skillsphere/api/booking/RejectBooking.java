package io.skillsphere.api.booking;

import io.skillsphere.api.rejection.RejectionCode;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the booking's tokens could not be held, and why. Nothing happens where it was said before. */
public record RejectBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull RejectionCode reason) {}
