package io.skillsphere.api.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * Asks for transactions, newest first; answered with a {@link TransactionPage}. Each filter may be null.
 *
 * @param before only transactions before this log position
 */
public record FindTransactions(
        UUID accountId,
        TransactionType type,
        Instant from,
        Instant to,
        UUID bookingId,
        UUID transferId,
        Long before,
        int limit) {}
