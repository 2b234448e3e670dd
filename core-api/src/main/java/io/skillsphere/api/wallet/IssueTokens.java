package io.skillsphere.api.wallet;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The treasury gives tokens to a wallet; idempotent by its transfer id. */
public record IssueTokens(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID transferId,
        @Min(1) @Max(1_000_000_000) long amount,
        @NotNull IssueReason reason,
        @Valid WrittenText note) {}
