package io.skillsphere.query.ledger;

import static io.skillsphere.query.ledger.LedgerAccount.AVAILABLE;
import static io.skillsphere.query.ledger.LedgerAccount.HELD;

import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.wallet.IssueReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/** An entry of the journal with the event that it stands for, as it is posted: {@code available} and {@code held} are what it changes in the wallet. */
record JournalRow(
        UUID id,
        long position,
        long version,
        UUID wallet,
        TransactionType type,
        long amount,
        long available,
        long held,
        UUID counterparty,
        UUID booking,
        UUID transfer,
        UUID text,
        IssueReason reason,
        Instant recorded,
        Object actor,
        Object role,
        Object command,
        Object correlation,
        List<String> accounts,
        List<Long> amounts) {

    static JournalRow of(JournalEntry entry, DomainEventMessage<?> message, long position) {
        return new JournalRow(
                UUID.fromString(message.getIdentifier()),
                position,
                message.getSequenceNumber(),
                entry.walletId,
                entry.type,
                entry.amount,
                entry.change(AVAILABLE),
                entry.change(HELD),
                entry.counterpartyId,
                entry.bookingId,
                entry.transferId,
                entry.textId,
                entry.reason,
                message.getTimestamp(),
                message.getMetaData().get(MetaDataKeys.ACTOR),
                message.getMetaData().get(MetaDataKeys.ACTOR_ROLE),
                message.getMetaData().get(MetaDataKeys.CAUSATION_ID),
                message.getMetaData().get(MetaDataKeys.CORRELATION_ID),
                entry.accounts(),
                entry.amounts());
    }
}
