package io.skillsphere.api.booking;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The learner objects to a session that has begun, or that the mentor says was given. */
public record DisputeBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by,
        @NotNull @Valid WrittenText statement) {}
