package io.skillsphere.command.wallet;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.CaptureHold;
import io.skillsphere.api.wallet.FreezeWallet;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.api.wallet.QuoteTransfer;
import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.ReleaseHold;
import io.skillsphere.api.wallet.SendTokens;
import io.skillsphere.api.wallet.UnfreezeWallet;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.api.wallet.WalletEvent.WalletFrozen;
import io.skillsphere.api.wallet.WalletEvent.WalletUnfrozen;
import io.skillsphere.command.text.RecordedTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WalletTest {

    private final UUID walletId = UUID.randomUUID();
    private final UUID otherId = UUID.randomUUID();
    private final UUID bookingId = UUID.randomUUID();
    private final UUID holdId = UUID.randomUUID();
    private final UUID transferId = UUID.randomUUID();
    private final WrittenText text = WrittenText.note("for the summer school");

    private final TokensIssued tenIssued =
            new TokensIssued(walletId, UUID.randomUUID(), 10, IssueReason.WELCOME_GRANT, null);
    private final WalletFrozen frozen = new WalletFrozen(walletId);
    private final HoldPlaced threeHeld = new HoldPlaced(walletId, holdId, bookingId, 3);
    private final HoldReleased threeReleased = new HoldReleased(walletId, holdId, bookingId, 3);
    private final HoldCaptured allCaptured = captured(3, 0);
    private final HoldCaptured oneCaptured = captured(1, 2);

    private final RecordedTexts texts = new RecordedTexts();
    private final Shifted clock = new Shifted();
    private final FixtureConfiguration<Wallet> wallet = new AggregateTestFixture<>(Wallet.class)
            .registerInjectableResource(texts)
            .registerInjectableResource(clock);

    @Nested
    class Issuing {

        private final TokensIssued issued =
                new TokensIssued(walletId, transferId, 10, IssueReason.ADMINISTRATIVE, text.id());

        @Test
        void begins_a_wallet() {
            happens(wallet.givenNoPriorActivity().when(issue(10)), issued, 0);
            texts.assertKept(walletId, text);
        }

        @Test
        void adds_to_what_is_there() {
            happens(wallet.given(tenIssued).when(issue(10)), issued, 1);
        }

        @Test
        void happens_once_under_one_id() {
            nothingHappens(wallet.given(issued).when(issue(10)), 0);
        }

        @Test
        void under_a_known_id_is_refused_where_it_says_something_else() {
            refused(wallet.given(issued).when(issue(11)), RejectionCode.ALREADY_EXISTS);
            texts.assertNothingKept();
        }

        private IssueTokens issue(long amount) {
            return new IssueTokens(walletId, transferId, amount, IssueReason.ADMINISTRATIVE, text);
        }
    }

    @Nested
    class Redeeming {

        private final TokensRedeemed redeemed = new TokensRedeemed(walletId, transferId, 10, text.id());

        @Test
        void takes_up_to_the_last_token() {
            happens(wallet.given(tenIssued).when(redeem(10)), redeemed, 1);
            texts.assertKept(walletId, text);
        }

        @Test
        void never_takes_what_is_not_there() {
            refused(wallet.given(tenIssued).when(redeem(11)), RejectionCode.INSUFFICIENT_TOKENS);
            refused(wallet.givenNoPriorActivity().when(redeem(1)), RejectionCode.INSUFFICIENT_TOKENS);
            texts.assertNothingKept();
        }

        @Test
        void never_takes_what_is_held() {
            refused(wallet.given(tenIssued, threeHeld).when(redeem(8)), RejectionCode.INSUFFICIENT_TOKENS);
        }

        @Test
        void happens_once_under_one_id() {
            nothingHappens(wallet.given(tenIssued, redeemed).when(redeem(10)), 1);
        }

        @Test
        void under_a_known_id_is_refused_where_it_says_something_else() {
            refused(wallet.given(tenIssued, redeemed).when(redeem(9)), RejectionCode.ALREADY_EXISTS);
        }

        private RedeemTokens redeem(long amount) {
            return new RedeemTokens(walletId, transferId, amount, text);
        }
    }

    @Nested
    class Sending {

        private final TokensSent sent = new TokensSent(walletId, transferId, otherId, 10, text.id());

        @Test
        void takes_up_to_the_last_token() {
            happens(wallet.given(tenIssued).when(send(otherId, 10)), sent, 1);
            texts.assertKept(walletId, text);
        }

        @Test
        void never_takes_what_is_not_there() {
            refused(wallet.given(tenIssued).when(send(otherId, 11)), RejectionCode.INSUFFICIENT_TOKENS);
            refused(wallet.givenNoPriorActivity().when(send(otherId, 1)), RejectionCode.INSUFFICIENT_TOKENS);
            texts.assertNothingKept();
        }

        @Test
        void to_oneself_is_refused() {
            refused(wallet.given(tenIssued).when(send(walletId, 1)), RejectionCode.SELF_TRANSFER);
        }

        @Test
        void happens_once_under_one_id() {
            nothingHappens(wallet.given(tenIssued, sent).when(send(otherId, 10)), 1);
        }

        @Test
        void under_a_known_id_is_refused_where_it_says_something_else() {
            refused(wallet.given(tenIssued, sent).when(send(otherId, 9)), RejectionCode.ALREADY_EXISTS);
            refused(wallet.given(tenIssued, sent).when(send(UUID.randomUUID(), 10)), RejectionCode.ALREADY_EXISTS);
        }

        private SendTokens send(UUID payeeId, long amount) {
            return new SendTokens(walletId, transferId, payeeId, amount, text, 1_000);
        }
    }

    @Nested
    class TheDailyLimit {

        private final TokensIssued much =
                new TokensIssued(walletId, UUID.randomUUID(), 5_000, IssueReason.ADMINISTRATIVE, null);
        private final TokensSent most = new TokensSent(walletId, UUID.randomUUID(), otherId, 990, null);

        @Test
        void refuses_what_is_more_than_is_left_of_the_day() {
            refused(wallet.given(much, most).when(send(11)), RejectionCode.DAILY_LIMIT);
            refused(wallet.given(much).when(send(1_001)), RejectionCode.DAILY_LIMIT);
        }

        @Test
        void lets_through_what_is_left_of_the_day() {
            wallet.given(much, most).when(send(10)).expectSuccessfulHandlerExecution();
        }

        @Test
        void begins_anew_each_day() {
            clock.shift = Duration.ofDays(1);

            wallet.given(much, most).when(send(1_000)).expectSuccessfulHandlerExecution();
        }

        @Test
        void is_not_asked_about_a_transfer_that_was_made_already() {
            nothingHappens(
                    wallet.given(much, new TokensSent(walletId, transferId, otherId, 1_000, null))
                            .when(send(1_000)),
                    1);
        }

        private SendTokens send(long amount) {
            return new SendTokens(walletId, transferId, otherId, amount, null, 1_000);
        }
    }

    @Nested
    class Quoting {

        @Test
        void says_what_would_be_left_and_changes_nothing() {
            wallet.given(tenIssued)
                    .when(new QuoteTransfer(walletId, otherId, 3, 1_000))
                    .expectResultMessagePayload(7L)
                    .expectNoEvents();
        }

        @Test
        void is_refused_as_the_transfer_would_be() {
            refused(wallet.given(tenIssued).when(quote(otherId, 11)), RejectionCode.INSUFFICIENT_TOKENS);
            refused(wallet.givenNoPriorActivity().when(quote(otherId, 1)), RejectionCode.INSUFFICIENT_TOKENS);
            refused(wallet.given(tenIssued).when(quote(walletId, 1)), RejectionCode.SELF_TRANSFER);
            refused(wallet.given(tenIssued, frozen).when(quote(otherId, 1)), RejectionCode.WALLET_FROZEN);
        }

        private QuoteTransfer quote(UUID payeeId, long amount) {
            return new QuoteTransfer(walletId, payeeId, amount, 1_000);
        }
    }

    @Nested
    class AFrozenWallet {

        @Test
        void is_frozen_and_unfrozen_once() {
            wallet.given(tenIssued).when(new FreezeWallet(walletId)).expectEvents(frozen);
            wallet.givenNoPriorActivity().when(new FreezeWallet(walletId)).expectEvents(frozen);
            nothingHappens(wallet.given(tenIssued, frozen).when(new FreezeWallet(walletId)), 1);
            wallet.given(tenIssued, frozen)
                    .when(new UnfreezeWallet(walletId))
                    .expectEvents(new WalletUnfrozen(walletId));
            nothingHappens(wallet.given(tenIssued).when(new UnfreezeWallet(walletId)), 0);
        }

        @Test
        void gives_nothing_away() {
            refused(
                    wallet.given(tenIssued, frozen).when(new SendTokens(walletId, transferId, otherId, 1, null, 1_000)),
                    RejectionCode.WALLET_FROZEN);
            refused(
                    wallet.given(tenIssued, frozen).when(new PlaceHold(walletId, holdId, bookingId, 3)),
                    RejectionCode.WALLET_FROZEN);
        }

        @Test
        void takes_what_arrives_and_resolves_what_is_held() {
            wallet.given(tenIssued, frozen)
                    .when(new ReceiveTokens(walletId, transferId, otherId, 3, bookingId))
                    .expectSuccessfulHandlerExecution();
            wallet.given(tenIssued, threeHeld, frozen)
                    .when(new ReleaseHold(walletId, holdId))
                    .expectEvents(threeReleased);
            wallet.given(tenIssued, threeHeld, frozen)
                    .when(new CaptureHold(walletId, holdId, transferId, otherId, 3))
                    .expectEvents(allCaptured);
        }

        @Test
        void gives_again_once_it_is_unfrozen() {
            wallet.given(tenIssued, frozen, new WalletUnfrozen(walletId))
                    .when(new PlaceHold(walletId, holdId, bookingId, 3))
                    .expectEvents(threeHeld);
        }
    }

    /** The time of the machine, which the fixture's events have, moved on. */
    private static final class Shifted extends Clock {

        private Duration shift = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Nested
    class Receiving {

        private final TokensReceived received = new TokensReceived(walletId, transferId, otherId, 3, bookingId);

        @Test
        void begins_a_wallet() {
            happens(wallet.givenNoPriorActivity().when(receive(3)), received, 0);
        }

        @Test
        void adds_to_what_is_there() {
            happens(wallet.given(tenIssued).when(receive(3)), received, 1);
        }

        @Test
        void happens_once_under_one_id() {
            nothingHappens(wallet.given(received, tenIssued).when(receive(3)), 1);
        }

        @Test
        void under_a_known_id_is_refused_where_it_says_something_else() {
            refused(wallet.given(received).when(receive(4)), RejectionCode.ALREADY_EXISTS);
            refused(
                    wallet.given(received)
                            .when(new ReceiveTokens(walletId, transferId, UUID.randomUUID(), 3, bookingId)),
                    RejectionCode.ALREADY_EXISTS);
        }

        private ReceiveTokens receive(long amount) {
            return new ReceiveTokens(walletId, transferId, otherId, amount, bookingId);
        }
    }

    @Nested
    class Holding {

        @Test
        void takes_up_to_the_last_token() {
            happens(wallet.given(tenIssued).when(hold(10)), new HoldPlaced(walletId, holdId, bookingId, 10), 1);
        }

        @Test
        void never_takes_what_is_not_there() {
            refused(wallet.given(tenIssued).when(hold(11)), RejectionCode.INSUFFICIENT_TOKENS);
            refused(wallet.givenNoPriorActivity().when(hold(1)), RejectionCode.INSUFFICIENT_TOKENS);
        }

        @Test
        void never_takes_what_another_hold_has() {
            HoldPlaced another = new HoldPlaced(walletId, UUID.randomUUID(), UUID.randomUUID(), 8);
            refused(wallet.given(tenIssued, another).when(hold(3)), RejectionCode.INSUFFICIENT_TOKENS);
        }

        @Test
        void happens_once_under_one_id() {
            nothingHappens(wallet.given(tenIssued, threeHeld).when(hold(3)), 1);
        }

        @Test
        void does_not_come_back_once_it_is_resolved() {
            nothingHappens(wallet.given(tenIssued, threeHeld, threeReleased).when(hold(3)), 2);
            nothingHappens(wallet.given(tenIssued, threeHeld, allCaptured).when(hold(3)), 2);
        }

        @Test
        void under_a_known_id_is_refused_where_it_says_something_else() {
            refused(wallet.given(tenIssued, threeHeld).when(hold(4)), RejectionCode.ALREADY_EXISTS);
            refused(wallet.given(tenIssued, threeHeld, threeReleased).when(hold(4)), RejectionCode.ALREADY_EXISTS);
            refused(wallet.given(tenIssued, threeHeld, oneCaptured).when(hold(1)), RejectionCode.ALREADY_EXISTS);
            refused(
                    wallet.given(tenIssued, threeHeld).when(new PlaceHold(walletId, holdId, UUID.randomUUID(), 3)),
                    RejectionCode.ALREADY_EXISTS);
        }

        private PlaceHold hold(long amount) {
            return new PlaceHold(walletId, holdId, bookingId, amount);
        }
    }

    @Nested
    class Releasing {

        private final ReleaseHold release = new ReleaseHold(walletId, holdId);

        @Test
        void gives_the_whole_hold_back() {
            happens(wallet.given(tenIssued, threeHeld).when(release), threeReleased, 2);
        }

        @Test
        void makes_its_tokens_available_again() {
            wallet.given(tenIssued, new HoldPlaced(walletId, holdId, bookingId, 10))
                    .andGiven(new HoldReleased(walletId, holdId, bookingId, 10))
                    .when(new RedeemTokens(walletId, transferId, 10, null))
                    .expectEvents(new TokensRedeemed(walletId, transferId, 10, null));
        }

        @Test
        void happens_once() {
            nothingHappens(wallet.given(tenIssued, threeHeld, threeReleased).when(release), 2);
        }

        @Test
        void is_harmless_where_nothing_was_held() {
            nothingHappens(wallet.given(tenIssued).when(release), 0);
        }

        @Test
        void is_harmless_where_there_is_no_wallet() {
            wallet.givenNoPriorActivity().when(release).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void is_refused_once_the_tokens_were_captured() {
            refused(wallet.given(tenIssued, threeHeld, allCaptured).when(release), RejectionCode.ALREADY_EXISTS);
            refused(wallet.given(tenIssued, threeHeld, oneCaptured).when(release), RejectionCode.ALREADY_EXISTS);
        }
    }

    @Nested
    class Capturing {

        @Test
        void takes_the_whole_hold() {
            happens(wallet.given(tenIssued, threeHeld).when(capture(3)), allCaptured, 2);
        }

        @Test
        void takes_a_part_and_gives_the_rest_back() {
            happens(wallet.given(tenIssued, threeHeld).when(capture(1)), oneCaptured, 2);
            refused(
                    wallet.given(tenIssued, threeHeld, oneCaptured)
                            .when(new RedeemTokens(walletId, transferId, 10, null)),
                    RejectionCode.INSUFFICIENT_TOKENS);
            wallet.given(tenIssued, threeHeld, oneCaptured)
                    .when(new RedeemTokens(walletId, transferId, 9, null))
                    .expectEvents(new TokensRedeemed(walletId, transferId, 9, null));
        }

        @Test
        void never_takes_more_than_was_held() {
            refused(wallet.given(tenIssued, threeHeld).when(capture(4)), RejectionCode.INSUFFICIENT_TOKENS);
        }

        @Test
        void needs_a_hold() {
            refused(wallet.given(tenIssued).when(capture(3)), RejectionCode.NOT_FOUND);
        }

        @Test
        void happens_once() {
            nothingHappens(wallet.given(tenIssued, threeHeld, allCaptured).when(capture(3)), 2);
            nothingHappens(wallet.given(tenIssued, threeHeld, oneCaptured).when(capture(1)), 2);
        }

        @Test
        void is_refused_where_the_hold_was_resolved_otherwise() {
            refused(wallet.given(tenIssued, threeHeld, threeReleased).when(capture(3)), RejectionCode.ALREADY_EXISTS);
            refused(wallet.given(tenIssued, threeHeld, allCaptured).when(capture(1)), RejectionCode.ALREADY_EXISTS);
            refused(
                    wallet.given(tenIssued, threeHeld, allCaptured)
                            .when(new CaptureHold(walletId, holdId, UUID.randomUUID(), otherId, 3)),
                    RejectionCode.ALREADY_EXISTS);
            refused(
                    wallet.given(tenIssued, threeHeld, allCaptured)
                            .when(new CaptureHold(walletId, holdId, transferId, UUID.randomUUID(), 3)),
                    RejectionCode.ALREADY_EXISTS);
        }

        private CaptureHold capture(long amount) {
            return new CaptureHold(walletId, holdId, transferId, otherId, amount);
        }
    }

    @Test
    void one_transfer_id_is_one_movement_of_one_kind() {
        refused(
                wallet.given(tenIssued, new TokensSent(walletId, transferId, otherId, 3, null))
                        .when(new ReceiveTokens(walletId, transferId, otherId, 3, null)),
                RejectionCode.ALREADY_EXISTS);
        refused(
                wallet.given(tenIssued, new TokensRedeemed(walletId, transferId, 3, null))
                        .when(new IssueTokens(walletId, transferId, 3, IssueReason.ADMINISTRATIVE, null)),
                RejectionCode.ALREADY_EXISTS);
    }

    private HoldCaptured captured(long captured, long released) {
        return new HoldCaptured(walletId, holdId, bookingId, transferId, otherId, captured, released);
    }

    /** Each answer is the sequence number of the wallet's last event: what a reader has to wait for. */
    private static void happens(ResultValidator<Wallet> outcome, Object event, long version) {
        outcome.expectEvents(event).expectResultMessagePayload(version);
    }

    private static void nothingHappens(ResultValidator<Wallet> outcome, long version) {
        outcome.expectNoEvents().expectResultMessagePayload(version);
    }

    private static void refused(ResultValidator<Wallet> outcome, RejectionCode code) {
        outcome.expectNoEvents().expectException(refusedWith(code));
    }
}
