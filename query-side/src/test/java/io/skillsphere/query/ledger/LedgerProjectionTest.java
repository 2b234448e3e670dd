package io.skillsphere.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.ledger.TransactionView;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import io.skillsphere.query.projection.Replays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LedgerProjectionTest extends QuerySideTest {

    @Autowired
    private Replays replays;

    private final Story story = new Story();
    private final UUID wallet = story.learner;
    private final UUID booking = UUID.randomUUID();
    private final UUID transfer = UUID.randomUUID();
    private final UUID text = UUID.randomUUID();

    @Test
    void issued_tokens_come_from_the_treasury() {
        log.record(wallet, new TokensIssued(wallet, transfer, 10, IssueReason.ADMINISTRATIVE, text));

        assertThat(lines()).containsExactly("treasury -10 -10", available("10 10"));
        assertThat(newest().amount()).isEqualTo(10);
        assertThat(newest().type()).isEqualTo(TransactionType.ISSUE);
        assertThat(newest().transferId()).isEqualTo(transfer);
        assertThat(newest().textId()).isEqualTo(text);
        assertThat(newest().reason()).isEqualTo(IssueReason.ADMINISTRATIVE);
        assertBalances(10, 0);
    }

    @Test
    void redeemed_tokens_go_back_to_the_treasury() {
        given10Tokens();

        log.record(wallet, new TokensRedeemed(wallet, transfer, 4, text));

        assertThat(lines()).containsExactly("treasury 4 -6", available("-4 6"));
        assertThat(newest().amount()).isEqualTo(-4);
        assertThat(newest().textId()).isEqualTo(text);
        assertBalances(6, 0);
    }

    @Test
    void a_hold_stays_in_the_wallet() {
        given10Tokens();

        log.record(wallet, story.holdPlaced(booking));

        assertThat(lines()).containsExactly(available("-3 7"), held("3 3"));
        assertThat(newest().amount()).isEqualTo(-3);
        assertThat(newest().bookingId()).isEqualTo(booking);
        assertBalances(7, 3);
    }

    @Test
    void a_release_gives_it_back() {
        given10Tokens();

        log.record(wallet, story.holdPlaced(booking), story.holdReleased(booking));

        assertThat(lines()).containsExactly(available("3 10"), held("-3 0"));
        assertThat(newest().amount()).isEqualTo(3);
        assertBalances(10, 0);
    }

    @Test
    void a_capture_sends_its_part_on_its_way_and_gives_the_rest_back() {
        given10Tokens();

        log.record(wallet, story.holdPlaced(booking), story.holdCaptured(booking, 1));

        assertThat(lines()).containsExactly("in-transit 1 1", available("2 9"), held("-3 0"));
        assertThat(newest().amount()).isEqualTo(-1);
        assertThat(newest().counterpartyId()).isEqualTo(story.mentor);
        assertThat(newest().transferId()).isEqualTo(booking);
        assertBalances(9, 0);
    }

    @Test
    void a_capture_of_everything_leaves_nothing_to_give_back() {
        given10Tokens();

        log.record(wallet, story.holdPlaced(booking), story.holdCaptured(booking, 3));

        assertThat(lines()).containsExactly("in-transit 3 3", held("-3 0"));
        assertBalances(7, 0);
    }

    @Test
    void tokens_between_people_are_in_transit_until_they_arrive() {
        given10Tokens();

        log.record(wallet, new TokensSent(wallet, transfer, story.mentor, 4, text));
        assertThat(lines()).containsExactly("in-transit 4 4", available("-4 6"));
        assertThat(newest().amount()).isEqualTo(-4);
        assertThat(newest().counterpartyId()).isEqualTo(story.mentor);
        assertBalances(6, 0);

        log.record(story.mentor, new TokensReceived(story.mentor, transfer, wallet, 4, null));
        assertThat(lines()).containsExactly("in-transit -4 0", "wallet:" + story.mentor + ":available 4 4");
        assertThat(newest().amount()).isEqualTo(4);
        assertThat(newest().counterpartyId()).isEqualTo(wallet);
        assertBalances(4, 0);
    }

    @Test
    void every_transaction_sums_to_zero_and_so_do_all_accounts() {
        story.append(log);
        log.project();

        assertThat(jdbc.sql("SELECT sum(amount) FROM ledger_line GROUP BY transaction_id")
                        .query(Long.class)
                        .list())
                .hasSize(23)
                .containsOnly(0L);
        assertThat(jdbc.sql("SELECT sum(balance) FROM ledger_account")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                SELECT account FROM ledger_account
                WHERE balance <> (SELECT sum(amount) FROM ledger_line line WHERE line.account = ledger_account.account)""").query(String.class).list()).isEmpty();
        assertThat(jdbc.sql("""
                SELECT account_id FROM wallet_view
                WHERE available <> (SELECT balance FROM ledger_account WHERE account = 'wallet:' || account_id || ':available')
                    OR held <> (SELECT coalesce(sum(balance), 0) FROM ledger_account WHERE account = 'wallet:' || account_id || ':held')""").query(UUID.class).list())
                .as("wallets that the ledger contradicts")
                .isEmpty();
    }

    @Test
    void a_line_whose_event_was_committed_late_takes_its_place_among_the_others() {
        UUID other = UUID.randomUUID();
        log.appendLate(wallet, story.issued(wallet, 10), () -> log.record(other, story.issued(other, 5)));
        log.project();

        assertThat(jdbc.sql("""
                SELECT amount || ' ' || balance_after || ' ' || account_version FROM ledger_line
                WHERE account = 'treasury' ORDER BY position""").query(String.class).list()).containsExactly("-10 -10 1", "-5 -15 2");
    }

    @Test
    void the_rows_are_the_same_in_whatever_batches_the_events_came() throws Exception {
        given10Tokens();
        log.record(wallet, new TokensSent(wallet, transfer, story.mentor, 4, text));
        log.record(story.mentor, new TokensReceived(story.mentor, transfer, wallet, 4, null));
        UUID other = UUID.randomUUID();
        log.appendLate(wallet, story.holdPlaced(booking), () -> log.record(other, story.issued(other, 5)));
        log.project();
        log.record(wallet, story.holdCaptured(booking, 1));
        story.append(log);
        log.project();

        assertThat(replays.run((position, head) -> {}).holds()).isTrue();
    }

    @Test
    void a_credit_takes_effect_when_the_tokens_leave_the_payer() {
        given10Tokens();
        log.record(wallet, new TokensSent(wallet, transfer, story.mentor, 4, text));
        log.record(story.mentor, new TokensReceived(story.mentor, transfer, wallet, 4, null));

        assertThat(jdbc.sql("""
                SELECT count(*) FROM transaction_view credit JOIN transaction_view debit USING (transfer_id)
                WHERE credit.type = 'TRANSFER_IN' AND debit.type = 'TRANSFER_OUT'
                    AND credit.effective_at = debit.recorded_at""").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void each_filter_leaves_out_what_does_not_match() {
        story.append(log);
        log.project();
        TransactionView any = newest();
        long all = find(null, null, null, null).items().size();

        assertThat(find(story.learner, null, null, null).items())
                .isNotEmpty()
                .hasSizeLessThan((int) all)
                .allMatch(transaction -> transaction.accountId().equals(story.learner));
        assertThat(find(null, TransactionType.HOLD, null, null).items())
                .hasSize(6)
                .allMatch(transaction -> transaction.type() == TransactionType.HOLD);
        assertThat(find(null, null, null, any.transferId()).items())
                .extracting(TransactionView::type)
                .containsExactly(TransactionType.TRANSFER_IN, TransactionType.TRANSFER_OUT);
        UUID booked =
                find(null, TransactionType.CAPTURE, null, null).items().get(0).bookingId();
        assertThat(find(null, null, booked, null).items())
                .extracting(TransactionView::type)
                .containsExactly(TransactionType.TRANSFER_IN, TransactionType.CAPTURE, TransactionType.HOLD);
        assertThat(answer(
                                new FindTransactions(null, null, null, any.recordedAt(), null, null, null, 100),
                                TransactionPage.class)
                        .items())
                .doesNotContain(any);
        assertThat(answer(
                                new FindTransactions(null, null, any.recordedAt(), null, null, null, null, 100),
                                TransactionPage.class)
                        .items())
                .contains(any);
    }

    @Test
    void pages_hold_every_transaction_once() {
        story.append(log);
        log.project();
        List<TransactionView> paged = new java.util.ArrayList<>();

        Long before = null;
        do {
            TransactionPage page =
                    answer(new FindTransactions(null, null, null, null, null, null, before, 4), TransactionPage.class);
            paged.addAll(page.items());
            before = page.next();
        } while (before != null);

        assertThat(paged)
                .isEqualTo(find(null, null, null, null).items())
                .extracting(TransactionView::position)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private void given10Tokens() {
        log.record(wallet, story.issued(wallet, 10));
    }

    private void assertBalances(long available, long held) {
        assertThat(newest().balanceAfter()).isEqualTo(available);
        assertThat(newest().heldAfter()).isEqualTo(held);
    }

    private TransactionView newest() {
        return find(null, null, null, null).items().get(0);
    }

    private TransactionPage find(UUID accountId, TransactionType type, UUID bookingId, UUID transferId) {
        return answer(
                new FindTransactions(accountId, type, null, null, bookingId, transferId, null, 100),
                TransactionPage.class);
    }

    /** The newest transaction's lines: account, amount, balance. */
    private List<String> lines() {
        return jdbc.sql("""
                SELECT account || ' ' || amount || ' ' || balance_after FROM ledger_line
                WHERE position = (SELECT max(position) FROM ledger_line) ORDER BY line""").query(String.class).list();
    }

    private String available(String amountAndBalance) {
        return "wallet:" + wallet + ":available " + amountAndBalance;
    }

    private String held(String amountAndBalance) {
        return "wallet:" + wallet + ":held " + amountAndBalance;
    }
}
