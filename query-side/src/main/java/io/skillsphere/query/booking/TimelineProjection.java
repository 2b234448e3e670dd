package io.skillsphere.query.booking;

import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.api.booking.BookingEvent;
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
import io.skillsphere.api.booking.BookingStepKind;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every step of every booking, those of its tokens among them: one row an event. */
@Component
@ProcessingGroup("timelines")
class TimelineProjection implements Projection {

    private final JdbcClient jdbc;

    TimelineProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> tables() {
        return List.of("booking_step");
    }

    @EventHandler
    void on(BookingEvent event, EventMessage<?> message, @LogPosition long position) {
        long fee = event instanceof BookingCancelled cancelled ? cancelled.feeTokens() : 0;
        add(event.bookingId(), position, kind(event), message, startsAt(event), 0, 0, 0, 0, fee);
    }

    @EventHandler
    void on(HoldPlaced event, EventMessage<?> message, @LogPosition long position) {
        addTokens(event.bookingId(), position, BookingStepKind.TOKENS_HELD, message, event.amount(), 0, 0, 0);
    }

    @EventHandler
    void on(HoldReleased event, EventMessage<?> message, @LogPosition long position) {
        addTokens(event.bookingId(), position, BookingStepKind.TOKENS_RELEASED, message, 0, 0, event.amount(), 0);
    }

    @EventHandler
    void on(HoldCaptured event, EventMessage<?> message, @LogPosition long position) {
        addTokens(
                event.bookingId(),
                position,
                BookingStepKind.TOKENS_CAPTURED,
                message,
                0,
                event.captured(),
                event.released(),
                0);
    }

    @EventHandler
    void on(TokensReceived event, EventMessage<?> message, @LogPosition long position) {
        if (event.bookingId() != null) {
            addTokens(event.bookingId(), position, BookingStepKind.TOKENS_RECEIVED, message, 0, 0, 0, event.amount());
        }
    }

    private static BookingStepKind kind(BookingEvent event) {
        if (event instanceof BookingRequested) {
            return BookingStepKind.REQUESTED;
        } else if (event instanceof BookingHeld) {
            return BookingStepKind.PENDING;
        } else if (event instanceof BookingRejected) {
            return BookingStepKind.REJECTED;
        } else if (event instanceof BookingConfirmed) {
            return BookingStepKind.CONFIRMED;
        } else if (event instanceof BookingDeclined) {
            return BookingStepKind.DECLINED;
        } else if (event instanceof BookingExpired) {
            return BookingStepKind.EXPIRED;
        } else if (event instanceof BookingCancelled) {
            return BookingStepKind.CANCELLED;
        } else if (event instanceof RescheduleProposed) {
            return BookingStepKind.RESCHEDULE_PROPOSED;
        } else if (event instanceof RescheduleAccepted) {
            return BookingStepKind.RESCHEDULE_ACCEPTED;
        } else if (event instanceof RescheduleDeclined) {
            return BookingStepKind.RESCHEDULE_DECLINED;
        } else if (event instanceof SessionReminded) {
            return BookingStepKind.REMINDED;
        } else if (event instanceof BookingDelivered) {
            return BookingStepKind.DELIVERED;
        } else if (event instanceof BookingNoShow) {
            return BookingStepKind.NO_SHOW;
        } else if (event instanceof BookingDisputed) {
            return BookingStepKind.DISPUTED;
        } else if (event instanceof BookingResolved) {
            return BookingStepKind.RESOLVED;
        } else if (event instanceof BookingCompleted) {
            return BookingStepKind.COMPLETED;
        } else if (event instanceof BookingSettled) {
            return BookingStepKind.SETTLED;
        }
        throw new IllegalArgumentException("A step without a name: " + event.getClass());
    }

    private static Instant startsAt(BookingEvent event) {
        if (event instanceof BookingRequested requested) {
            return requested.startsAt();
        } else if (event instanceof RescheduleProposed proposed) {
            return proposed.startsAt();
        }
        return event instanceof RescheduleAccepted accepted ? accepted.startsAt() : null;
    }

    private void addTokens(
            UUID bookingId,
            long position,
            BookingStepKind kind,
            EventMessage<?> message,
            long held,
            long captured,
            long released,
            long received) {
        add(bookingId, position, kind, message, null, held, captured, released, received, 0);
    }

    private void add(
            UUID bookingId,
            long position,
            BookingStepKind kind,
            EventMessage<?> message,
            Instant startsAt,
            long held,
            long captured,
            long released,
            long received,
            long fee) {
        jdbc.sql("""
                INSERT INTO booking_step
                    (booking_id, position, kind, at, actor_id, actor_role, starts_at, held, captured, released, received, fee)
                VALUES (?, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""")
                .params(
                        bookingId,
                        position,
                        kind.name(),
                        Timestamp.from(message.getTimestamp()),
                        message.getMetaData().get(MetaDataKeys.ACTOR),
                        message.getMetaData().get(MetaDataKeys.ACTOR_ROLE),
                        startsAt == null ? null : Timestamp.from(startsAt),
                        held,
                        captured,
                        released,
                        received,
                        fee)
                .update();
    }
}
