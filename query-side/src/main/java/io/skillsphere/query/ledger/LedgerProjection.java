package io.skillsphere.query.ledger;

import static io.skillsphere.query.ledger.LedgerAccount.AVAILABLE;
import static io.skillsphere.query.ledger.LedgerAccount.HELD;
import static io.skillsphere.query.ledger.LedgerAccount.IN_TRANSIT;
import static io.skillsphere.query.ledger.LedgerAccount.TREASURY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.query.projection.BatchEnd;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The double-entry journal that the wallet events imply. */
@Component
@ProcessingGroup("transactions")
class LedgerProjection implements Projection {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    LedgerProjection(JdbcClient jdbc, @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
        BatchEnd.write("journal", JournalRow.of(entry, message, position), this::post);
    }

    /**
     * Entries and their lines, those left out that have been posted. Running balances follow the order of the log: a line whose
     * event was committed late takes its place among the others of a shared account, and those behind it move on. So the rows
     * depend on the log alone, not on when it was read, nor in which batches.
     */
    private void post(List<JournalRow> rows) {
        jdbc.sql("""
                WITH entry AS MATERIALIZED (
                    SELECT DISTINCT ON (e.position) e.*
                    FROM jsonb_to_recordset(?::jsonb) AS e (
                        id uuid, position bigint, version bigint, wallet uuid, type text, amount bigint, available bigint,
                        held bigint, counterparty uuid, booking uuid, transfer uuid, text uuid, reason text,
                        recorded timestamptz, actor text, role text, command text, correlation text, accounts text[],
                        amounts bigint[])
                    WHERE NOT EXISTS (SELECT FROM transaction_view t WHERE t.id = e.id)),
                change AS MATERIALIZED (
                    SELECT e.id, e.position, c.account, c.amount, c.line
                    FROM entry e, unnest(e.accounts, e.amounts) WITH ORDINALITY AS c (account, amount, line)),
                posted AS (
                    INSERT INTO transaction_view
                        (id, account_id, type, amount, balance_after, held_after, counterparty_id, booking_id, transfer_id,
                         text_id, reason, recorded_at, version, position, actor, actor_role, command_id, correlation_id,
                         effective_at)
                    SELECT e.id, e.wallet, e.type, e.amount,
                        coalesce(available.balance, 0) + sum(e.available) OVER so_far,
                        coalesce(held.balance, 0) + sum(e.held) OVER so_far,
                        e.counterparty, e.booking, e.transfer, e.text, e.reason, e.recorded, e.version, e.position,
                        e.actor, e.role, e.command, e.correlation,
                        CASE WHEN e.type = 'TRANSFER_IN' THEN coalesce(
                            (SELECT min(debit.recorded_at) FROM transaction_view debit
                             WHERE debit.transfer_id = e.transfer AND debit.account_id = e.counterparty
                                AND debit.type IN ('CAPTURE', 'TRANSFER_OUT')),
                            (SELECT min(debit.recorded) FROM entry debit
                             WHERE debit.transfer = e.transfer AND debit.wallet = e.counterparty
                                AND debit.type IN ('CAPTURE', 'TRANSFER_OUT') AND debit.position < e.position),
                            e.recorded) ELSE e.recorded END
                    FROM entry e
                    LEFT JOIN ledger_account available ON available.account = 'wallet:' || e.wallet || ':available'
                    LEFT JOIN ledger_account held ON held.account = 'wallet:' || e.wallet || ':held'
                    WINDOW so_far AS (PARTITION BY e.wallet ORDER BY e.position)),
                behind AS (
                    UPDATE ledger_line l
                    SET (balance_after, account_version) = (
                        SELECT l.balance_after + coalesce(sum(c.amount), 0), l.account_version + count(*)
                        FROM change c WHERE c.account = l.account AND c.position < l.position)
                    WHERE l.account = ANY (ARRAY (SELECT account FROM change))
                        AND l.position > (SELECT min(position) FROM change)),
                balance AS (
                    INSERT INTO ledger_account (account, balance, version)
                    SELECT account, sum(amount), count(*) FROM change GROUP BY account
                    ON CONFLICT (account) DO UPDATE
                    SET balance = ledger_account.balance + excluded.balance,
                        version = ledger_account.version + excluded.version)
                INSERT INTO ledger_line (transaction_id, line, account, amount, balance_after, account_version, position)
                SELECT c.id, c.line, c.account, c.amount,
                    coalesce(before.balance_after, 0) + sum(c.amount) OVER so_far,
                    coalesce(before.account_version, 0) + row_number() OVER so_far,
                    c.position
                FROM change c LEFT JOIN LATERAL (
                    SELECT balance_after, account_version FROM ledger_line l
                    WHERE l.account = c.account AND l.position < c.position ORDER BY l.position DESC LIMIT 1) before ON true
                WINDOW so_far AS (PARTITION BY c.account ORDER BY c.position)""").param(json(rows)).update();
    }

    private String json(List<JournalRow> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows that are no JSON: " + rows, e);
        }
    }
}
