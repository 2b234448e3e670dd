package io.skillsphere.api.ledger;

import io.skillsphere.api.wallet.IssueReason;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of one wallet.
 *
 * @param id the event's id
 * @param amount signed: below zero where tokens were set aside or left
 * @param textId what was written with it, or null
 * @param reason why the treasury gave tokens, or null
 * @param position where it stands in the log
 */
public record TransactionView(
        UUID id,
        UUID accountId,
        TransactionType type,
        long amount,
        long balanceAfter,
        long heldAfter,
        UUID counterpartyId,
        UUID bookingId,
        UUID transferId,
        UUID textId,
        IssueReason reason,
        Instant recordedAt,
        long position) {}
