package io.skillsphere.query.ledger;

import static io.skillsphere.query.ledger.LedgerAccount.AVAILABLE;
import static io.skillsphere.query.ledger.LedgerAccount.HELD;
import static io.skillsphere.query.ledger.LedgerAccount.IN_TRANSIT;
import static io.skillsphere.query.ledger.LedgerAccount.TREASURY;

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
        int added = jdbc.sql("""
                INSERT INTO transaction_view
                    (id, account_id, type, amount, balance_after, held_after, counterparty_id, booking_id, transfer_id,
                     text_id, reason, recorded_at, version, position)
                SELECT ?, ?, ?, ?,
                    ? + coalesce((SELECT balance FROM ledger_account WHERE account = ?), 0),
                    ? + coalesce((SELECT balance FROM ledger_account WHERE account = ?), 0),
                    ?, ?, ?, ?, ?, ?, ?, ?
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
                        Timestamp.from(message.getTimestamp()),
                        message.getSequenceNumber(),
                        position)
                .update();
        if (added == 1) {
            postLines(entry, id, position);
        }
    }

    private void postLines(JournalEntry entry, UUID id, long position) {
        int line = 1;
        for (Map.Entry<LedgerAccount, Long> change : entry.lines().entrySet()) {
            String account = change.getKey().name(entry.walletId);
            jdbc.sql("""
                    WITH changed AS (
                        INSERT INTO ledger_account (account, balance) VALUES (?, ?)
                        ON CONFLICT (account) DO UPDATE SET balance = ledger_account.balance + excluded.balance
                        RETURNING balance)
                    INSERT INTO ledger_line (transaction_id, line, account, amount, balance_after, position)
                    SELECT ?, ?, ?, ?, balance, ? FROM changed""")
                    .params(account, change.getValue(), id, line++, account, change.getValue(), position)
                    .update();
        }
    }
}
