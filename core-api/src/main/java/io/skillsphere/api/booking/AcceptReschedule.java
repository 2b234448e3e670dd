package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The side that did not propose it agrees to another time. */
public record AcceptReschedule(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
