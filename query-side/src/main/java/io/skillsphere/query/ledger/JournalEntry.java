package io.skillsphere.query.ledger;

import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.wallet.IssueReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one wallet event says in the journal. It is made of moves from one account to another, so its lines sum to zero
 * whatever happened.
 */
final class JournalEntry {

    final UUID walletId;
    final TransactionType type;
    final long amount;
    UUID counterpartyId;
    UUID bookingId;
    UUID transferId;
    UUID textId;
    IssueReason reason;
    private final Map<LedgerAccount, Long> lines = new EnumMap<>(LedgerAccount.class);

    /** An entry whose amount is signed as the wallet's owner sees it. */
    JournalEntry(UUID walletId, TransactionType type, long amount) {
        this.walletId = walletId;
        this.type = type;
        this.amount = amount;
    }

    JournalEntry move(long tokens, LedgerAccount from, LedgerAccount to) {
        lines.merge(from, -tokens, Long::sum);
        lines.merge(to, tokens, Long::sum);
        lines.values().removeIf(sum -> sum == 0);
        return this;
    }

    JournalEntry counterparty(UUID id) {
        counterpartyId = id;
        return this;
    }

    JournalEntry booking(UUID id) {
        bookingId = id;
        return this;
    }

    JournalEntry transfer(UUID id) {
        transferId = id;
        return this;
    }

    JournalEntry text(UUID id) {
        textId = id;
        return this;
    }

    JournalEntry reason(IssueReason why) {
        reason = why;
        return this;
    }

    /** The names of the accounts that changed. */
    List<String> accounts() {
        return lines.keySet().stream().map(account -> account.name(walletId)).toList();
    }

    /** The change of each of them, in the same order; never zero. */
    List<Long> amounts() {
        return List.copyOf(lines.values());
    }

    long change(LedgerAccount account) {
        return lines.getOrDefault(account, 0L);
    }
}
