package io.skillsphere.command.booking;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.skillsphere.api.booking.AcceptReschedule;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingDelivered;
import io.skillsphere.api.booking.BookingEvent.BookingDisputed;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingEvent.RescheduleAccepted;
import io.skillsphere.api.booking.BookingEvent.RescheduleDeclined;
import io.skillsphere.api.booking.BookingEvent.RescheduleProposed;
import io.skillsphere.api.booking.BookingEvent.SessionReminded;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.DeclineReschedule;
import io.skillsphere.api.booking.DisputeBooking;
import io.skillsphere.api.booking.LookAtBooking;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.ProposeReschedule;
import io.skillsphere.api.booking.QuoteCancellation;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.ReportNoShow;
import io.skillsphere.api.booking.ResolveDispute;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.slot.BookedSlots;
import io.skillsphere.command.text.WrittenTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One session of two people. What they ask for is checked against the status; what the saga and the clock report is taken once,
 * and ignored where it comes again or too late.
 */
@Aggregate
public class Booking {

    /** So long the tokens may take to be held; after that nobody waits for them. */
    public static final Duration HOLD_WITHIN = Duration.ofMinutes(10);

    /** So long an administrator may take to decide; after that the learner gets the tokens back. */
    static final Duration RESOLVE_WITHIN = Duration.ofDays(30);

    @AggregateIdentifier
    private UUID bookingId;

    private Parties parties;
    private long priceTokens;
    private BookingPolicy policy;
    private Instant startsAt;
    private Instant endsAt;
    private Instant requestedAt;
    private BookingStatus status;
    private Instant since;
    private Proposal proposal;
    private Reminders reminders;

    private record Proposal(UUID by, Instant startsAt) {}

    protected Booking() {}

    /** A booking begins with the request that a skill accepted. */
    public Booking(BookingRequested requested) {
        apply(requested);
    }

    @CommandHandler
    long handle(MarkBookingHeld command, Deadlines deadlines, Clock clock) {
        if (status == BookingStatus.REQUESTED) {
            apply(new BookingHeld(bookingId, learnerId(), mentorId()));
            watch(deadlines, clock);
        }
        return getVersion();
    }

    @CommandHandler
    long handle(RejectBooking command, BookedSlots slots) {
        if (status == BookingStatus.REQUESTED) {
            slots.release(bookingId);
            apply(new BookingRejected(bookingId, learnerId(), mentorId(), command.reason()));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(ConfirmBooking command, Deadlines deadlines, Clock clock) {
        parties.require(BookingSide.MENTOR, command.by());
        requireStatus("confirmed", BookingStatus.PENDING);
        apply(new BookingConfirmed(bookingId, learnerId(), mentorId()));
        watch(deadlines, clock);
        return getVersion();
    }

    @CommandHandler
    long handle(DeclineBooking command, BookedSlots slots) {
        parties.require(BookingSide.MENTOR, command.by());
        requireStatus("declined", BookingStatus.PENDING);
        slots.release(bookingId);
        apply(new BookingDeclined(bookingId, learnerId(), mentorId()));
        return getVersion();
    }

    @CommandHandler
    long handle(CancelBooking command, BookedSlots slots, WrittenTexts texts, Clock clock) {
        long feeTokens = cancellationFee(command.by(), clock.instant());
        texts.keep(command.by(), command.reason());
        slots.release(bookingId);
        apply(new BookingCancelled(
                bookingId, learnerId(), mentorId(), command.by(), feeTokens, WrittenText.idOf(command.reason())));
        return getVersion();
    }

    @CommandHandler
    long handle(QuoteCancellation command, Clock clock) {
        return cancellationFee(command.by(), clock.instant());
    }

    /** Nothing for the mentor, and for the learner nothing before the mentor confirmed; after that the policy decides. */
    private long cancellationFee(UUID by, Instant now) {
        BookingSide side = parties.sideOf(by);
        requireStatus("cancelled", BookingStatus.REQUESTED, BookingStatus.PENDING, BookingStatus.CONFIRMED);
        if (side == BookingSide.MENTOR || status != BookingStatus.CONFIRMED) {
            return 0;
        }
        if (!now.isBefore(startsAt)) {
            throw refused("A session that has begun can't be cancelled: complete it, or say what was wrong with it.");
        }
        return new CancellationFee(policy, priceTokens, startsAt).at(now);
    }

    /** The learner's word settles it; the mentor's gives the learner time to object. */
    @CommandHandler
    long handle(CompleteBooking command, BookedSlots slots, Deadlines deadlines, Clock clock) {
        if (parties.sideOf(command.by()) == BookingSide.LEARNER) {
            requireStatus("completed", BookingStatus.CONFIRMED, BookingStatus.DELIVERED);
            slots.release(bookingId);
            apply(new BookingCompleted(bookingId, learnerId(), mentorId(), priceTokens));
        } else {
            requireStatus("completed", BookingStatus.CONFIRMED);
            requireReached("completed by its mentor", endsAt, clock);
            apply(new BookingDelivered(bookingId, learnerId(), mentorId()));
            watch(deadlines, clock);
        }
        return getVersion();
    }

    /** Who missed a session decides who pays. A mentor waits until its end, so that the learner can still object before. */
    @CommandHandler
    long handle(ReportNoShow command, BookedSlots slots, Clock clock) {
        BookingSide side = parties.sideOf(command.by());
        requireStatus("missed", BookingStatus.CONFIRMED);
        if (side == command.missing()) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN, "Only the other side can say that somebody did not come.");
        }
        requireReached("missed", side == BookingSide.MENTOR ? endsAt : startsAt, clock);
        slots.release(bookingId);
        long mentorTokens = command.missing() == BookingSide.LEARNER ? priceTokens : 0;
        apply(new BookingNoShow(bookingId, learnerId(), mentorId(), command.missing(), command.by(), mentorTokens));
        return getVersion();
    }

    @CommandHandler
    long handle(DisputeBooking command, WrittenTexts texts, Deadlines deadlines, Clock clock) {
        parties.require(BookingSide.LEARNER, command.by());
        requireStatus("disputed", BookingStatus.CONFIRMED, BookingStatus.DELIVERED);
        requireReached("disputed", startsAt, clock);
        texts.keep(command.by(), command.statement());
        apply(new BookingDisputed(
                bookingId, learnerId(), mentorId(), command.statement().id()));
        watch(deadlines, clock);
        return getVersion();
    }

    @CommandHandler
    long handle(ResolveDispute command, BookedSlots slots) {
        requireStatus("resolved", BookingStatus.DISPUTED);
        if (command.mentorTokens() > priceTokens) {
            throw new CommandRejectedException(
                    RejectionCode.INSUFFICIENT_TOKENS,
                    "A hold of %d tokens can't pay %d.".formatted(priceTokens, command.mentorTokens()));
        }
        slots.release(bookingId);
        apply(new BookingResolved(bookingId, learnerId(), mentorId(), command.by(), command.mentorTokens()));
        return getVersion();
    }

    @CommandHandler
    long handle(ProposeReschedule command, StartRule startRule, Clock clock) {
        parties.sideOf(command.by());
        requireReschedulable(clock);
        startRule.bufferAt(mentorId(), command.startsAt(), Duration.between(startsAt, endsAt));
        apply(new RescheduleProposed(bookingId, learnerId(), mentorId(), command.by(), command.startsAt()));
        return getVersion();
    }

    /** The hold stays as it is, and the slot moves at once. */
    @CommandHandler
    long handle(AcceptReschedule command, StartRule startRule, BookedSlots slots, Deadlines deadlines, Clock clock) {
        parties.sideOf(command.by());
        requireReschedulable(clock);
        requireProposal();
        if (proposal.by().equals(command.by())) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN, "Only the other side can accept what you have proposed.");
        }
        Duration length = Duration.between(startsAt, endsAt);
        Instant until = proposal.startsAt().plus(length);
        Duration buffer = startRule.bufferAt(mentorId(), proposal.startsAt(), length);
        slots.move(bookingId, learnerId(), mentorId(), proposal.startsAt(), until, buffer);
        apply(new RescheduleAccepted(bookingId, learnerId(), mentorId(), proposal.startsAt(), until));
        watch(deadlines, clock);
        return getVersion();
    }

    @CommandHandler
    long handle(DeclineReschedule command) {
        parties.sideOf(command.by());
        requireStatus("rescheduled", BookingStatus.PENDING, BookingStatus.CONFIRMED);
        requireProposal();
        apply(new RescheduleDeclined(bookingId, learnerId(), mentorId(), command.by()));
        return getVersion();
    }

    @CommandHandler
    long handle(SettleBooking command) {
        if (status == BookingStatus.COMPLETED) {
            apply(new BookingSettled(bookingId, learnerId(), mentorId()));
        }
        return getVersion();
    }

    /** Does what is due, and sees to it that somebody looks again when the next is. */
    @CommandHandler
    long handle(LookAtBooking command, BookedSlots slots, Deadlines deadlines, Clock clock) {
        Instant now = clock.instant();
        if (deadline().filter(at -> !at.isAfter(now)).isPresent()) {
            end(slots);
        } else if (status == BookingStatus.CONFIRMED) {
            reminders
                    .due(now)
                    .ifPresent(
                            hours -> apply(new SessionReminded(bookingId, learnerId(), mentorId(), startsAt, hours)));
        }
        watch(deadlines, clock);
        return getVersion();
    }

    /** When a booking that is left alone ends its state by itself; empty where it has ended, or its tokens are moving. */
    private Optional<Instant> deadline() {
        return Optional.ofNullable(
                switch (status) {
                    case REQUESTED -> since.plus(HOLD_WITHIN);
                    case PENDING -> {
                        Instant respondBy = requestedAt.plus(policy.respondWithin());
                        yield respondBy.isBefore(startsAt) ? respondBy : startsAt;
                    }
                    case CONFIRMED -> endsAt.plus(policy.disputeWindow());
                    case DELIVERED -> since.plus(policy.disputeWindow());
                    case DISPUTED -> since.plus(RESOLVE_WITHIN);
                    case COMPLETED, SETTLED, REJECTED, DECLINED, EXPIRED, CANCELLED, NO_SHOW -> null;
                });
    }

    private void end(BookedSlots slots) {
        slots.release(bookingId);
        switch (status) {
            case REQUESTED, PENDING -> apply(new BookingExpired(bookingId, learnerId(), mentorId()));
            case DISPUTED -> apply(new BookingResolved(bookingId, learnerId(), mentorId(), null, 0));
            default -> apply(new BookingCompleted(bookingId, learnerId(), mentorId(), priceTokens));
        }
    }

    /** A deadline that has passed already, since the system was down when it did, is looked at now. */
    private void watch(Deadlines deadlines, Clock clock) {
        Instant now = clock.instant();
        deadline().map(at -> at.isAfter(now) ? at : now).ifPresent(at -> deadlines.lookAt(bookingId, at));
        if (status == BookingStatus.CONFIRMED) {
            reminders.times().filter(now::isBefore).forEach(at -> deadlines.lookAt(bookingId, at));
        }
    }

    SettledBookings.SettledBooking settledFor(UUID actor) {
        parties.sideOf(actor);
        requireStatus("reviewed", BookingStatus.SETTLED);
        return new SettledBookings.SettledBooking(learnerId(), mentorId());
    }

    BookingPeople.People peopleFor(UUID actor) {
        parties.sideOf(actor);
        if (status == BookingStatus.REQUESTED || status == BookingStatus.REJECTED) {
            throw refused("The mentor has not been asked: there is nobody to talk to yet.");
        }
        return new BookingPeople.People(learnerId(), mentorId());
    }

    private UUID learnerId() {
        return parties.learnerId();
    }

    private UUID mentorId() {
        return parties.mentorId();
    }

    private void requireReschedulable(Clock clock) {
        requireStatus("rescheduled", BookingStatus.PENDING, BookingStatus.CONFIRMED);
        if (!clock.instant().isBefore(startsAt)) {
            throw refused("A session that has begun can't be rescheduled.");
        }
    }

    private void requireProposal() {
        if (proposal == null) {
            throw refused("Nobody has proposed another time.");
        }
    }

    private void requireReached(String wanted, Instant from, Clock clock) {
        if (clock.instant().isBefore(from)) {
            throw refused("This booking can be %s from %s on.".formatted(wanted, from));
        }
    }

    private void requireStatus(String wanted, BookingStatus... allowed) {
        if (!Set.of(allowed).contains(status)) {
            throw refused("A booking that is %s can't be %s.".formatted(status, wanted));
        }
    }

    private static CommandRejectedException refused(String why) {
        return new CommandRejectedException(RejectionCode.BOOKING_STATE, why);
    }

    @EventSourcingHandler
    void on(BookingRequested event, @Timestamp Instant at) {
        bookingId = event.bookingId();
        parties = new Parties(event.learnerId(), event.mentorId());
        priceTokens = event.priceTokens();
        policy = event.policy();
        startsAt = event.startsAt();
        endsAt = event.endsAt();
        requestedAt = at;
        become(BookingStatus.REQUESTED, at);
    }

    @EventSourcingHandler
    void on(BookingConfirmed event, @Timestamp Instant at) {
        become(BookingStatus.CONFIRMED, at);
        reminders = Reminders.of(startsAt, at);
    }

    @EventSourcingHandler
    void on(RescheduleProposed event) {
        proposal = new Proposal(event.proposedBy(), event.startsAt());
    }

    @EventSourcingHandler
    void on(RescheduleDeclined event) {
        proposal = null;
    }

    @EventSourcingHandler
    void on(RescheduleAccepted event, @Timestamp Instant at) {
        proposal = null;
        startsAt = event.startsAt();
        endsAt = event.endsAt();
        reminders = Reminders.of(startsAt, at);
    }

    @EventSourcingHandler
    void on(SessionReminded event) {
        reminders = reminders.without(event.hoursBefore());
    }

    @EventSourcingHandler
    void on(BookingHeld event, @Timestamp Instant at) {
        become(BookingStatus.PENDING, at);
    }

    @EventSourcingHandler
    void on(BookingRejected event, @Timestamp Instant at) {
        become(BookingStatus.REJECTED, at);
    }

    @EventSourcingHandler
    void on(BookingDeclined event, @Timestamp Instant at) {
        become(BookingStatus.DECLINED, at);
    }

    @EventSourcingHandler
    void on(BookingExpired event, @Timestamp Instant at) {
        become(BookingStatus.EXPIRED, at);
    }

    @EventSourcingHandler
    void on(BookingCancelled event, @Timestamp Instant at) {
        become(BookingStatus.CANCELLED, at);
    }

    @EventSourcingHandler
    void on(BookingDelivered event, @Timestamp Instant at) {
        become(BookingStatus.DELIVERED, at);
    }

    @EventSourcingHandler
    void on(BookingNoShow event, @Timestamp Instant at) {
        become(BookingStatus.NO_SHOW, at);
    }

    @EventSourcingHandler
    void on(BookingDisputed event, @Timestamp Instant at) {
        become(BookingStatus.DISPUTED, at);
    }

    @EventSourcingHandler
    void on(BookingResolved event, @Timestamp Instant at) {
        become(BookingStatus.COMPLETED, at);
    }

    @EventSourcingHandler
    void on(BookingCompleted event, @Timestamp Instant at) {
        become(BookingStatus.COMPLETED, at);
    }

    @EventSourcingHandler
    void on(BookingSettled event, @Timestamp Instant at) {
        become(BookingStatus.SETTLED, at);
    }

    private void become(BookingStatus next, Instant at) {
        status = next;
        since = at;
        proposal = null;
    }
}
