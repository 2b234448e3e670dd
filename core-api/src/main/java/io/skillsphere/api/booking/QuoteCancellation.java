package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks what cancelling would cost now, in tokens, and changes nothing; refused as {@link CancelBooking} would be. */
public record QuoteCancellation(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
