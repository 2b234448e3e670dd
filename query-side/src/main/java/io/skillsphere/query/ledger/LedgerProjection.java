package io.skillsphere.query.ledger;

import static io.skillsphere.query.ledger.LedgerAccount.AVAILABLE;
import static io.skillsphere.query.ledger.LedgerAccount.HELD;
import static io.skillsphere.query.ledger.LedgerAccount.IN_TRANSIT;
import static io.skillsphere.query.ledger.LedgerAccount.TREASURY;

import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The double-entry journal that the wallet events imply. */
@Component
@ProcessingGroup("transactions")
class LedgerProjection implements Projection {

    private final JdbcClient jdbc;

    LedgerProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> tables() {
        return List.of("transaction_view", "ledger_line", "ledger_account");
    }

    @EventHandler
    void on(TokensIssued event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.ISSUE, event.amount())
                .move(event.amount(), TREASURY, AVAILABLE)
                .transfer(event.transferId())
                .text(event.noteId())
                .reason(event.reason());
        post(entry, message, position);
    }

    @EventHandler
    void on(TokensRedeemed event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.REDEEM, -event.amount())
                .move(event.amount(), AVAILABLE, TREASURY)
                .transfer(event.transferId())
                .text(event.noteId());
        post(entry, message, position);
    }

    @EventHandler
    void on(HoldPlaced event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.HOLD, -event.amount())
                .move(event.amount(), AVAILABLE, HELD)
                .booking(event.bookingId());
        post(entry, message, position);
    }

    @EventHandler
    void on(HoldReleased event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.RELEASE, event.amount())
                .move(event.amount(), HELD, AVAILABLE)
                .booking(event.bookingId());
        post(entry, message, position);
    }

    @EventHandler
    void on(HoldCaptured event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.CAPTURE, -event.captured())
                .move(event.captured(), HELD, IN_TRANSIT)
                .move(event.released(), HELD, AVAILABLE)
                .counterparty(event.payeeId())
                .booking(event.bookingId())
                .transfer(event.transferId());
        post(entry, message, position);
    }

    @EventHandler
    void on(TokensSent event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.TRANSFER_OUT, -event.amount())
                .move(event.amount(), AVAILABLE, IN_TRANSIT)
                .counterparty(event.payeeId())
                .transfer(event.transferId())
                .text(event.memoId());
        post(entry, message, position);
    }

    @EventHandler
    void on(TokensReceived event, DomainEventMessage<?> message, @LogPosition long position) {
        JournalEntry entry = new JournalEntry(event.walletId(), TransactionType.TRANSFER_IN, event.amount())
                .move(event.amount(), IN_TRANSIT, AVAILABLE)
                .counterparty(event.payerId())
                .booking(event.bookingId())
                .transfer(event.transferId());
        post(entry, message, position);
    }

    private void post(JournalEntry entry, DomainEventMessage<?> message, long position) {
        UUID id = UUID.fromString(message.getIdentifier());
        Timestamp recordedAt = Timestamp.from(message.getTimestamp());
        int added = jdbc.sql("""
                INSERT INTO transaction_view
                    (id, account_id, type, amount, balance_after, held_after, counterparty_id, booking_id, transfer_id,
                     text_id, reason, recorded_at, version, position, actor, actor_role, command_id, correlation_id,
                     effective_at)
                SELECT ?, ?, ?, ?,
                    ? + coalesce((SELECT balance FROM ledger_account WHERE account = ?), 0),
                    ? + coalesce((SELECT balance FROM ledger_account WHERE account = ?), 0),
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    coalesce(
                        (SELECT min(debit.recorded_at) FROM transaction_view debit
                         WHERE ? AND debit.transfer_id = ? AND debit.account_id = ?
                            AND debit.type IN ('CAPTURE', 'TRANSFER_OUT')),
                        ?)
                ON CONFLICT DO NOTHING""")
                .params(
                        id,
                        entry.walletId,
                        entry.type.name(),
                        entry.amount,
                        entry.change(AVAILABLE),
                        AVAILABLE.name(entry.walletId),
                        entry.change(HELD),
                        HELD.name(entry.walletId),
                        entry.counterpartyId,
                        entry.bookingId,
                        entry.transferId,
                        entry.textId,
                        entry.reason == null ? null : entry.reason.name(),
                        recordedAt,
                        message.getSequenceNumber(),
                        position,
                        message.getMetaData().get(MetaDataKeys.ACTOR),
                        message.getMetaData().get(MetaDataKeys.ACTOR_ROLE),
                        message.getMetaData().get(MetaDataKeys.CAUSATION_ID),
                        message.getMetaData().get(MetaDataKeys.CORRELATION_ID),
                        entry.type == TransactionType.TRANSFER_IN,
                        entry.transferId,
                        entry.counterpartyId,
                        recordedAt)
                .update();
        if (added == 1) {
            postLines(entry, id, position);
        }
    }

    /**
     * Running balances follow the order of the log: a line whose event was committed late takes its place among the others
     * of a shared account, and those behind it move on. So the rows depend on the log alone, not on when it was read.
     */
    private void postLines(JournalEntry entry, UUID id, long position) {
        int line = 1;
        for (Map.Entry<LedgerAccount, Long> change : entry.lines().entrySet()) {
            jdbc.sql("""
                    WITH before AS (
                        SELECT balance_after, account_version FROM ledger_line
                        WHERE account = :account AND position < :position ORDER BY position DESC LIMIT 1),
                    behind AS (
                        UPDATE ledger_line
                        SET balance_after = balance_after + :amount, account_version = account_version + 1
                        WHERE account = :account AND position > :position),
                    changed AS (
                        INSERT INTO ledger_account (account, balance, version) VALUES (:account, :amount, 1)
                        ON CONFLICT (account) DO UPDATE
                        SET balance = ledger_account.balance + excluded.balance, version = ledger_account.version + 1)
                    INSERT INTO ledger_line
                        (transaction_id, line, account, amount, balance_after, account_version, position)
                    SELECT :id, :line, :account, :amount,
                        :amount + coalesce((SELECT balance_after FROM before), 0),
                        1 + coalesce((SELECT account_version FROM before), 0),
                        :position""")
                    .param("id", id)
                    .param("line", line++)
                    .param("account", change.getKey().name(entry.walletId))
                    .param("amount", change.getValue())
                    .param("position", position)
                    .update();
        }
    }
}
