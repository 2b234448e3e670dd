package io.skillsphere.api.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks a wallet whether it would send tokens, and changes nothing: refused as {@link SendTokens} would be, and answered with
 * the tokens that would be available after it.
 *
 * @param dailyLimit as in {@link SendTokens}
 */
public record QuoteTransfer(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID payeeId,
        @Min(1) @Max(1_000_000_000) long amount,
        @Min(0) long dailyLimit) {}
