package io.skillsphere.query.ledger;

import java.time.Instant;
import java.util.UUID;

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
        String reason,
        UUID bookingId,
        UUID transferId,
        UUID counterpartyId,
        String actor,
        String actorRole,
        UUID eventId,
        String commandId,
        String correlationId,
        Instant recordedAt,
        Instant effectiveAt) {}
