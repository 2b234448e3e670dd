package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the tokens have reached the mentor. Nothing happens where it was said before. */
public record SettleBooking(
        @NotNull @TargetAggregateIdentifier UUID bookingId) {}
