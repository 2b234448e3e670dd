package io.skillsphere.api.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes tokens of a hold for the payee, and gives the rest back; idempotent by its hold id. */
public record CaptureHold(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID holdId,
        @NotNull UUID transferId,
        @NotNull UUID payeeId,
        @Min(1) @Max(1_000_000_000) long amount) {}
