package io.skillsphere.query.ledger;

import io.skillsphere.query.row.RecordRowMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The double-entry ledger as auditors and owners read it. */
@Component
public class Ledger {

    /** So many lines an explanation lists at most; what was before is one line. */
    public static final int MOST_LINES = 10_000;

    private static final int CHUNK = 1_000;

    /** The lines of one wallet, each with what it changed. */
    private static final String WALLET_LINES = """
            SELECT t.position, t.version, t.type, t.id AS event_id, t.command_id, t.correlation_id, t.actor, t.booking_id,
                t.transfer_id, t.counterparty_id, t.reason, t.recorded_at, t.effective_at,
                coalesce(a.amount, 0) AS available, coalesce(h.amount, 0) AS held,
                t.balance_after AS available_after, t.held_after, encode(s.seal, 'hex') AS seal
            FROM transaction_view t
            LEFT JOIN seal s ON s.position = t.position AND s.event_id = t.id::text
            LEFT JOIN ledger_line a ON a.transaction_id = t.id AND a.account = 'wallet:' || t.account_id || ':available'
            LEFT JOIN ledger_line h ON h.transaction_id = t.id AND h.account = 'wallet:' || t.account_id || ':held'
            WHERE t.account_id = :account
            """;

    private final JdbcClient jdbc;
    private final WalletLog log;

    Ledger(JdbcClient jdbc, WalletLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** The lines of the next events after a log position, at most {@code limit} events. */
    public LedgerPage page(long after, int limit) {
        List<LedgerLine> lines = jdbc.sql("""
                SELECT t.*, t.id AS event_id, l.line, l.account, l.amount, l.balance_after, l.account_version
                FROM (SELECT id, position, type, reason, booking_id, transfer_id, counterparty_id, actor, actor_role,
                          command_id, correlation_id, recorded_at, effective_at
                      FROM transaction_view WHERE position > ? ORDER BY position LIMIT ?) t
                JOIN ledger_line l ON l.transaction_id = t.id
                ORDER BY t.position, l.line""")
                .params(after, limit)
                .query(new RecordRowMapper<>(LedgerLine.class))
                .list();
        long events = lines.stream().mapToLong(LedgerLine::position).distinct().count();
        return new LedgerPage(
                lines, events < limit ? null : lines.get(lines.size() - 1).position());
    }

    /** Every line after a log position, in order, however many there are: read in chunks, never all at once. */
    public void forEach(long after, Consumer<LedgerLine> reader) {
        for (Long next = after; next != null; ) {
            LedgerPage page = page(next, CHUNK);
            page.items().forEach(reader);
            next = page.next();
        }
    }

    /** All that was recorded until an instant; of the wallets, those after an account id, at most {@code limit}. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Balances balances(Instant at, UUID after, int limit) {
        Totals totals = jdbc.sql("""
                SELECT coalesce(-sum(l.amount) FILTER (WHERE l.account = 'treasury' AND l.amount < 0), 0) AS issued,
                    coalesce(sum(l.amount) FILTER (WHERE l.account = 'treasury' AND l.amount > 0), 0) AS redeemed,
                    coalesce(sum(l.amount) FILTER (WHERE l.account LIKE 'wallet:%:available'), 0) AS available,
                    coalesce(sum(l.amount) FILTER (WHERE l.account LIKE 'wallet:%:held'), 0) AS held,
                    coalesce(sum(l.amount) FILTER (WHERE l.account = 'in-transit'), 0) AS in_transit,
                    coalesce(sum(l.amount) FILTER (WHERE l.account = 'treasury'), 0) AS treasury,
                    coalesce(sum(l.amount), 0) AS sum
                FROM ledger_line l JOIN transaction_view t ON t.id = l.transaction_id WHERE t.recorded_at <= ?""")
                .param(Timestamp.from(at))
                .query(new RecordRowMapper<>(Totals.class))
                .single();
        List<Balances.Wallet> wallets = jdbc.sql("""
                SELECT t.account_id,
                    coalesce(sum(l.amount) FILTER (WHERE l.account LIKE '%:available'), 0) AS available,
                    coalesce(sum(l.amount) FILTER (WHERE l.account LIKE '%:held'), 0) AS held
                FROM transaction_view t
                JOIN ledger_line l ON l.transaction_id = t.id AND l.account LIKE 'wallet:%'
                WHERE t.recorded_at <= :at AND (:after::uuid IS NULL OR t.account_id > :after)
                GROUP BY t.account_id ORDER BY t.account_id LIMIT :limit""")
                .param("at", Timestamp.from(at))
                .param("after", after)
                .param("limit", limit)
                .query(Balances.Wallet.class)
                .list();
        long supply = totals.issued() - totals.redeemed();
        return new Balances(
                at,
                totals.issued(),
                totals.redeemed(),
                supply,
                totals.available(),
                totals.held(),
                totals.inTransit(),
                totals.treasury(),
                totals.sum(),
                totals.sum() == 0 && totals.available() + totals.held() + totals.inTransit() == supply,
                wallets,
                wallets.size() < limit ? null : wallets.get(limit - 1).accountId());
    }

    /** What made a wallet what it was at an instant, which is all that had been recorded by then. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Explanation explain(UUID accountId, Instant at, int limit) {
        Statement.Balance balance = balance(accountId, at, true);
        List<Explanation.Line> newest = new ArrayList<>(
                jdbc.sql(WALLET_LINES + "AND t.recorded_at <= :at ORDER BY t.position DESC LIMIT :limit")
                        .param("account", accountId)
                        .param("at", Timestamp.from(at))
                        .param("limit", limit)
                        .query(new RecordRowMapper<>(Explanation.Line.class))
                        .list());
        Collections.reverse(newest);
        if (newest.size() == limit) {
            long available = balance.available()
                    - newest.stream().mapToLong(Explanation.Line::available).sum();
            long held = balance.held()
                    - newest.stream().mapToLong(Explanation.Line::held).sum();
            newest.add(0, Explanation.Line.broughtForward(available, held));
        }
        return new Explanation(
                accountId, at, balance.available(), balance.held(), newest, log.objectionsTo(accountId, at, newest));
    }

    /** What moved from one instant until before another; of more than {@code limit} lines the first ones. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Statement statement(UUID accountId, Instant from, Instant to, int limit) {
        List<Explanation.Line> lines = jdbc.sql(WALLET_LINES
                        + "AND t.recorded_at >= :from AND t.recorded_at < :to ORDER BY t.position LIMIT :limit")
                .param("account", accountId)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query(new RecordRowMapper<>(Explanation.Line.class))
                .list();
        return new Statement(
                accountId, from, to, balance(accountId, from, false), lines, balance(accountId, to, false));
    }

    private Statement.Balance balance(UUID accountId, Instant at, boolean included) {
        return jdbc.sql("""
                SELECT coalesce(sum(l.amount) FILTER (WHERE l.account LIKE '%:available'), 0) AS available,
                    coalesce(sum(l.amount) FILTER (WHERE l.account LIKE '%:held'), 0) AS held
                FROM transaction_view t
                JOIN ledger_line l ON l.transaction_id = t.id AND l.account LIKE 'wallet:%'
                WHERE t.account_id = :account AND (t.recorded_at < :at OR :included AND t.recorded_at = :at)""")
                .param("account", accountId)
                .param("at", Timestamp.from(at))
                .param("included", included)
                .query(Statement.Balance.class)
                .single();
    }

    private record Totals(
            long issued, long redeemed, long available, long held, long inTransit, long treasury, long sum) {}
}
