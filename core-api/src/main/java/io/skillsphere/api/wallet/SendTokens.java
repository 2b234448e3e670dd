package io.skillsphere.api.wallet;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * One person gives tokens to another; idempotent by its transfer id.
 *
 * @param dailyLimit how many tokens the wallet may send on one day, from midnight to midnight UTC
 */
public record SendTokens(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID transferId,
        @NotNull UUID payeeId,
        @Min(1) @Max(1_000_000_000) long amount,
        @Valid WrittenText memo,
        @Min(0) long dailyLimit) {}
