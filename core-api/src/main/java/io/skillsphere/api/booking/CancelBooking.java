package io.skillsphere.api.booking;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Either side calls a booking off before it is completed; the booking's policy decides what it costs.
 *
 * @param reason what the other side is told, or null
 */
public record CancelBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by,
        @Valid WrittenText reason) {}
