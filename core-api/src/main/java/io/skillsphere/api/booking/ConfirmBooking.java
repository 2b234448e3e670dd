package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The mentor accepts a pending booking. */
public record ConfirmBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
