package io.skillsphere.api.wallet;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives held tokens back to their owner. Nothing happens where the hold was never placed or is released already. */
public record ReleaseHold(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID holdId) {}
