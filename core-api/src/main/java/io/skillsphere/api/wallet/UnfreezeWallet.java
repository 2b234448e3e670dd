package io.skillsphere.api.wallet;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets a wallet give tokens away again. Nothing happens where it is not frozen.
 */
public record UnfreezeWallet(
        @NotNull @TargetAggregateIdentifier UUID walletId) {}
