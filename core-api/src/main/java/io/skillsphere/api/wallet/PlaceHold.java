package io.skillsphere.api.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sets tokens aside for a booking; idempotent by its hold id. */
public record PlaceHold(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID holdId,
        @NotNull UUID bookingId,
        @Min(1) @Max(1_000_000_000) long amount) {}
