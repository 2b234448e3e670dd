package io.skillsphere.api.wallet;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Stops a wallet from giving tokens away: nothing can be sent from it or held in it. What is held already is resolved as
 * agreed, and tokens still arrive. Nothing happens where it is frozen.
 */
public record FreezeWallet(
        @NotNull @TargetAggregateIdentifier UUID walletId) {}
