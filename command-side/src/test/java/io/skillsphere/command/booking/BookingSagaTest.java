package io.skillsphere.command.booking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.Rejection;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.wallet.CaptureHold;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.ReleaseHold;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.FixtureConfiguration;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingSagaTest {

    private final BookingStory story = new BookingStory();
    private final UUID bookingId = story.bookingId();
    private final PlaceHold placeHold = new PlaceHold(story.learnerId(), bookingId, bookingId, 3);
    private final ReleaseHold releaseHold = new ReleaseHold(story.learnerId(), bookingId);

    private final FixtureConfiguration saga = new SagaTestFixture<>(BookingSaga.class);

    @BeforeEach
    void errorsArePropagatedAsInProduction() {
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
    }

    @Test
    void a_request_holds_the_price_and_lets_the_mentor_answer() {
        saga.givenNoPriorActivity()
                .whenPublishingA(story.requested())
                .expectDispatchedCommands(placeHold, new MarkBookingHeld(bookingId))
                .expectActiveSagas(1);
    }

    @Test
    void a_learner_who_is_short_of_tokens_is_refused() {
        answerPlaceHoldWith(new CommandRejectedException(RejectionCode.INSUFFICIENT_TOKENS, "short"));

        saga.givenNoPriorActivity()
                .whenPublishingA(story.requested())
                .expectDispatchedCommands(placeHold, new RejectBooking(bookingId, RejectionCode.INSUFFICIENT_TOKENS));
    }

    @Test
    void a_learner_whose_wallet_is_frozen_is_refused() {
        answerPlaceHoldWith(new CommandRejectedException(RejectionCode.WALLET_FROZEN, "frozen"));

        saga.givenNoPriorActivity()
                .whenPublishingA(story.requested())
                .expectDispatchedCommands(placeHold, new RejectBooking(bookingId, RejectionCode.WALLET_FROZEN));
    }

    @Test
    void an_expired_booking_gives_the_tokens_back() {
        requested()
                .whenPublishingA(story.expired())
                .expectDispatchedCommands(new ReleaseHold(story.learnerId(), bookingId))
                .expectActiveSagas(0);
    }

    @Test
    void who_missed_the_session_decides_who_pays() {
        requested()
                .whenPublishingA(story.noShow(BookingSide.MENTOR))
                .expectDispatchedCommands(new ReleaseHold(story.learnerId(), bookingId))
                .expectActiveSagas(0);
    }

    @Test
    void a_learner_who_missed_the_session_pays() {
        requested()
                .whenPublishingA(story.noShow(BookingSide.LEARNER))
                .expectDispatchedCommands(capture(3), credit(3))
                .expectActiveSagas(0);
    }

    @Test
    void a_dispute_is_paid_as_it_was_decided_and_settled() {
        requested()
                .whenPublishingA(story.resolved(UUID.randomUUID(), 2))
                .expectDispatchedCommands(capture(2), credit(2), new SettleBooking(bookingId))
                .expectActiveSagas(0);
    }

    @Test
    void a_dispute_that_the_learner_wins_gives_the_tokens_back_and_is_settled() {
        requested()
                .whenPublishingA(story.resolved(null, 0))
                .expectDispatchedCommands(new ReleaseHold(story.learnerId(), bookingId), new SettleBooking(bookingId))
                .expectActiveSagas(0);
    }

    @Test
    void what_is_agreed_on_or_objected_to_moves_nothing() {
        for (Object event : List.of(
                story.delivered(),
                story.disputed(UUID.randomUUID()),
                story.proposed(story.mentorId()),
                story.rescheduled())) {
            requested().whenPublishingA(event).expectNoDispatchedCommands().expectActiveSagas(1);
        }
    }

    @Test
    void a_refusal_that_came_over_a_remote_bus_is_understood_too() {
        answerPlaceHoldWith(new CommandExecutionException(
                "short", null, new Rejection(RejectionCode.INSUFFICIENT_TOKENS, "short")));

        saga.givenNoPriorActivity()
                .whenPublishingA(story.requested())
                .expectDispatchedCommands(placeHold, new RejectBooking(bookingId, RejectionCode.INSUFFICIENT_TOKENS));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INSUFFICIENT_TOKENS", "WALLET_FROZEN"})
    void any_other_refusal_of_the_hold_is_a_fault_and_no_rejection(RejectionCode code) {
        assertFaultPropagates(new CommandRejectedException(code, "odd"));
    }

    @Test
    void a_fault_is_no_rejection() {
        assertFaultPropagates(new CommandExecutionException("time-out", null));
        assertFaultPropagates(new IllegalStateException("the database is down"));
    }

    @Test
    void a_rejected_booking_ends_it_and_leaves_no_hold_behind() {
        requested()
                .whenPublishingA(story.rejected())
                .expectDispatchedCommands(releaseHold)
                .expectActiveSagas(0);
    }

    @Test
    void a_declined_booking_gives_every_token_back() {
        requested()
                .whenPublishingA(story.declined())
                .expectDispatchedCommands(releaseHold)
                .expectActiveSagas(0);
    }

    @Test
    void a_free_cancellation_gives_every_token_back() {
        requested()
                .whenPublishingA(story.cancelled(story.learnerId(), 0))
                .expectDispatchedCommands(releaseHold)
                .expectActiveSagas(0);
    }

    @Test
    void a_late_cancellation_pays_the_mentor_the_fee() {
        requested()
                .whenPublishingA(story.cancelled(story.learnerId(), 1))
                .expectDispatchedCommands(capture(1), credit(1))
                .expectActiveSagas(0);
    }

    @Test
    void a_completed_booking_pays_the_mentor_the_price_and_settles() {
        requested()
                .whenPublishingA(story.completed())
                .expectDispatchedCommands(capture(3), credit(3), new SettleBooking(bookingId))
                .expectActiveSagas(0);
    }

    @Test
    void a_request_that_comes_twice_repeats_the_same_commands_of_the_same_saga() {
        requested()
                .whenPublishingA(story.requested())
                .expectDispatchedCommands(placeHold, new MarkBookingHeld(bookingId))
                .expectActiveSagas(1);
    }

    @Test
    void an_end_that_comes_twice_finds_no_saga_any_more() {
        requested()
                .andThenAPublished(story.completed())
                .whenPublishingA(story.completed())
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void the_bookings_of_others_are_none_of_its_business() {
        requested()
                .whenPublishingA(new BookingStory().completed())
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);
    }

    private ContinuedGivenState requested() {
        return saga.givenAPublished(story.requested());
    }

    private CaptureHold capture(long tokens) {
        return new CaptureHold(story.learnerId(), bookingId, bookingId, story.mentorId(), tokens);
    }

    private ReceiveTokens credit(long tokens) {
        return new ReceiveTokens(story.mentorId(), bookingId, story.learnerId(), tokens, bookingId);
    }

    private void answerPlaceHoldWith(Exception exception) {
        saga.setCallbackBehavior((command, metaData) -> {
            if (command instanceof PlaceHold) {
                throw exception;
            }
            return null;
        });
    }

    private void assertFaultPropagates(Exception fault) {
        answerPlaceHoldWith(fault);
        assertThatThrownBy(() -> saga.givenNoPriorActivity().whenPublishingA(story.requested()))
                .rootCause()
                .isSameAs(fault);
    }
}
