package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The mentor turns a pending booking down; the learner gets every token back. */
public record DeclineBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by) {}
