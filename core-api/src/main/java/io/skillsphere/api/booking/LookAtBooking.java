package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Has a booking do what is due by now: expire, complete, be resolved, or remind its people. Nothing happens where nothing is. */
public record LookAtBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId) {}
