package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The learner says that a confirmed session was given; the mentor is paid. */
public record CompleteBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
