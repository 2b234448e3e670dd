package io.skillsphere.command.booking;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.slot.BookedSlots;
import io.skillsphere.command.text.WrittenTexts;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One session of two people. What the learner and the mentor ask for is checked against the status; what the saga reports
 * is taken once, and ignored where it comes again or too late.
 */
@Aggregate
public class Booking {

    @AggregateIdentifier
    private UUID bookingId;

    private UUID learnerId;
    private UUID mentorId;
    private long priceTokens;
    private CancellationFee cancellationFee;
    private BookingStatus status;

    protected Booking() {}

    /** A booking begins with the request that a skill accepted. */
    public Booking(BookingRequested requested) {
        apply(requested);
    }

    @CommandHandler
    long handle(MarkBookingHeld command) {
        if (status == BookingStatus.REQUESTED) {
            apply(new BookingHeld(bookingId, learnerId, mentorId));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(RejectBooking command, BookedSlots slots) {
        if (status == BookingStatus.REQUESTED) {
            slots.release(bookingId);
            apply(new BookingRejected(bookingId, learnerId, mentorId, command.reason()));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(ConfirmBooking command) {
        requireMentor(command.by());
        requireStatus("confirmed", BookingStatus.PENDING);
        apply(new BookingConfirmed(bookingId, learnerId, mentorId));
        return getVersion();
    }

    @CommandHandler
    long handle(DeclineBooking command, BookedSlots slots) {
        requireMentor(command.by());
        requireStatus("declined", BookingStatus.PENDING);
        slots.release(bookingId);
        apply(new BookingDeclined(bookingId, learnerId, mentorId));
        return getVersion();
    }

    @CommandHandler
    long handle(CancelBooking command, BookedSlots slots, WrittenTexts texts, Clock clock) {
        requireParty(command.by());
        requireStatus("cancelled", BookingStatus.REQUESTED, BookingStatus.PENDING, BookingStatus.CONFIRMED);
        boolean free = status != BookingStatus.CONFIRMED || command.by().equals(mentorId);
        long feeTokens = free ? 0 : cancellationFee.at(clock.instant());
        texts.keep(command.by(), command.reason());
        slots.release(bookingId);
        apply(new BookingCancelled(
                bookingId, learnerId, mentorId, command.by(), feeTokens, WrittenText.idOf(command.reason())));
        return getVersion();
    }

    @CommandHandler
    long handle(CompleteBooking command, BookedSlots slots) {
        requireLearner(command.by());
        requireStatus("completed", BookingStatus.CONFIRMED);
        slots.release(bookingId);
        apply(new BookingCompleted(bookingId, learnerId, mentorId, priceTokens));
        return getVersion();
    }

    @CommandHandler
    long handle(SettleBooking command) {
        if (status == BookingStatus.COMPLETED) {
            apply(new BookingSettled(bookingId, learnerId, mentorId));
        }
        return getVersion();
    }

    SettledBookings.SettledBooking settledFor(UUID actor) {
        requireParty(actor);
        requireStatus("reviewed", BookingStatus.SETTLED);
        return new SettledBookings.SettledBooking(learnerId, mentorId);
    }

    BookingPeople.People peopleFor(UUID actor) {
        requireParty(actor);
        if (status == BookingStatus.REQUESTED || status == BookingStatus.REJECTED) {
            throw new CommandRejectedException(
                    RejectionCode.BOOKING_STATE, "The mentor has not been asked: there is nobody to talk to yet.");
        }
        return new BookingPeople.People(learnerId, mentorId);
    }

    private void requireParty(UUID actor) {
        if (!actor.equals(learnerId) && !actor.equals(mentorId)) {
            throw new CommandRejectedException(RejectionCode.NOT_FOUND, "There is no such booking of yours.");
        }
    }

    private void requireMentor(UUID actor) {
        requireParty(actor);
        if (!actor.equals(mentorId)) {
            throw new CommandRejectedException(RejectionCode.FORBIDDEN, "Only the mentor can do this.");
        }
    }

    private void requireLearner(UUID actor) {
        requireParty(actor);
        if (!actor.equals(learnerId)) {
            throw new CommandRejectedException(RejectionCode.FORBIDDEN, "Only the learner can do this.");
        }
    }

    private void requireStatus(String wanted, BookingStatus... allowed) {
        if (!Set.of(allowed).contains(status)) {
            throw new CommandRejectedException(
                    RejectionCode.BOOKING_STATE, "A booking that is %s can't be %s.".formatted(status, wanted));
        }
    }

    @EventSourcingHandler
    void on(BookingRequested event) {
        bookingId = event.bookingId();
        learnerId = event.learnerId();
        mentorId = event.mentorId();
        priceTokens = event.priceTokens();
        cancellationFee = new CancellationFee(event.policy(), event.priceTokens(), event.startsAt());
        status = BookingStatus.REQUESTED;
    }

    @EventSourcingHandler
    void on(BookingHeld event) {
        status = BookingStatus.PENDING;
    }

    @EventSourcingHandler
    void on(BookingRejected event) {
        status = BookingStatus.REJECTED;
    }

    @EventSourcingHandler
    void on(BookingConfirmed event) {
        status = BookingStatus.CONFIRMED;
    }

    @EventSourcingHandler
    void on(BookingDeclined event) {
        status = BookingStatus.DECLINED;
    }

    @EventSourcingHandler
    void on(BookingCancelled event) {
        status = BookingStatus.CANCELLED;
    }

    @EventSourcingHandler
    void on(BookingCompleted event) {
        status = BookingStatus.COMPLETED;
    }

    @EventSourcingHandler
    void on(BookingSettled event) {
        status = BookingStatus.SETTLED;
    }
}
