package io.skillsphere.api.wallet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Tokens that left the payer's wallet arrive; idempotent by its transfer id, and never refused, so that nothing stays in
 * transit.
 *
 * @param bookingId the booking that they pay for, or null
 */
public record ReceiveTokens(
        @NotNull @TargetAggregateIdentifier UUID walletId,
        @NotNull UUID transferId,
        @NotNull UUID payerId,
        @Min(1) @Max(1_000_000_000) long amount,
        UUID bookingId) {}
