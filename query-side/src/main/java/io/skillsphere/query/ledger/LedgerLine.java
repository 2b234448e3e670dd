package io.skillsphere.query.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One side of a double entry, in whole tokens. The lines of one event sum to zero.
 *
 * @param position where the event stands in the log
 * @param account {@code treasury}, {@code in-transit}, or {@code wallet:<id>:available} or {@code :held}
 * @param accountVersion how many lines the account has with this one
 * @param type what the event did to the wallet
 * @param reason why the treasury gave tokens, or null
 * @param actor the account that acted; null where the system did by itself
 * @param commandId the message that caused the event
 * @param effectiveAt of a credit, when the tokens left the payer; else when it was recorded
 */
public record LedgerLine(
        long position,
        int line,
        String account,
        long amount,
        long balanceAfter,
        long accountVersion,
        String type,
        @Nullable String reason,
        @Nullable UUID bookingId,
        @Nullable UUID transferId,
        @Nullable UUID counterpartyId,
        @Nullable String actor,
        @Nullable String actorRole,
        UUID eventId,
        @Nullable String commandId,
        @Nullable String correlationId,
        Instant recordedAt,
        Instant effectiveAt) {}
