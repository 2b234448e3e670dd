package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The other side does not agree to another time, or the side that proposed it takes that back. */
public record DeclineReschedule(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
