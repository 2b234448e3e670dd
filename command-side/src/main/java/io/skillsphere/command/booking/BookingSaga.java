package io.skillsphere.command.booking;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.Rejection;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.wallet.CaptureHold;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.ReleaseHold;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Moves the tokens of one booking: holds the price when it is requested, and at its end releases it or pays the mentor.
 *
 * <p>Every command that it sends may be sent again: a booking has one hold and at most one transfer, both under the
 * booking's id. A step whose transaction fails half-way is simply repeated.
 */
@Saga
@ProcessingGroup("sagas")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class BookingSaga {

    /** The only answers that mean "no tokens"; anything else is a fault, and the step is tried again. */
    private static final Set<RejectionCode> NO_HOLD =
            EnumSet.of(RejectionCode.INSUFFICIENT_TOKENS, RejectionCode.WALLET_FROZEN);

    private UUID bookingId;
    private UUID learnerId;
    private UUID mentorId;

    @StartSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingRequested event, CommandGateway commands) {
        bookingId = event.bookingId();
        learnerId = event.learnerId();
        mentorId = event.mentorId();
        try {
            commands.sendAndWait(new PlaceHold(learnerId, bookingId, bookingId, event.priceTokens()));
        } catch (CommandExecutionException e) {
            RejectionCode reason = e.<Object>getDetails()
                    .filter(Rejection.class::isInstance)
                    .map(details -> ((Rejection) details).code())
                    .filter(NO_HOLD::contains)
                    .orElseThrow(() -> e);
            commands.sendAndWait(new RejectBooking(bookingId, reason));
            return;
        }
        commands.sendAndWait(new MarkBookingHeld(bookingId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingRejected event, CommandGateway commands) {
        // Nothing is held, unless the request came again and found tokens that had arrived in between.
        commands.sendAndWait(new ReleaseHold(learnerId, bookingId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingDeclined event, CommandGateway commands) {
        commands.sendAndWait(new ReleaseHold(learnerId, bookingId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingCancelled event, CommandGateway commands) {
        resolve(event.feeTokens(), commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingCompleted event, CommandGateway commands) {
        payMentor(event.mentorTokens(), commands);
        commands.sendAndWait(new SettleBooking(bookingId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingExpired event, CommandGateway commands) {
        commands.sendAndWait(new ReleaseHold(learnerId, bookingId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingNoShow event, CommandGateway commands) {
        resolve(event.mentorTokens(), commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingResolved event, CommandGateway commands) {
        resolve(event.mentorTokens(), commands);
        commands.sendAndWait(new SettleBooking(bookingId));
    }

    private void resolve(long mentorTokens, CommandGateway commands) {
        if (mentorTokens == 0) {
            commands.sendAndWait(new ReleaseHold(learnerId, bookingId));
        } else {
            payMentor(mentorTokens, commands);
        }
    }

    private void payMentor(long tokens, CommandGateway commands) {
        commands.sendAndWait(new CaptureHold(learnerId, bookingId, bookingId, mentorId, tokens));
        commands.sendAndWait(new ReceiveTokens(mentorId, bookingId, learnerId, tokens, bookingId));
    }
}
