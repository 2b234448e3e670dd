package io.skillsphere.web.ledger;

import io.skillsphere.api.ledger.TransactionType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one wallet, as its owner sees it.
 *
 * @param amount signed: below zero where tokens were set aside or left
 * @param transferId what both sides of a transfer share; its receipt goes by it
 * @param reason what was written with it, or the code of why the treasury gave
 */
record TransactionResource(
        UUID id,
        UUID accountId,
        TransactionType type,
        long amount,
        long balanceAfter,
        long heldAfter,
        @Nullable UUID counterpartyId,
        @Nullable UUID bookingId,
        @Nullable UUID transferId,
        @Nullable String reason,
        Instant recordedAt,
        long position) {}
