package io.skillsphere.query.booking;

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
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Bookings as their two people see them. */
@Component
@ProcessingGroup("bookings")
class BookingProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;

    BookingProjection(JdbcClient jdbc, Feed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    @Override
    public List<String> tables() {
        return List.of("booking_view");
    }

    @EventHandler
    void on(BookingRequested event, @SequenceNumber long version, @LogPosition long position, @Timestamp Instant at) {
        java.sql.Timestamp requestedAt = java.sql.Timestamp.from(at);
        apply(jdbc.sql("""
                INSERT INTO booking_view
                    (id, learner_id, mentor_id, skill_id, wording_id, note_id, starts_at, ends_at, price_tokens,
                     status, respond_within, free_cancellation, late_fee_percent, dispute_window,
                     version, position, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING RETURNING *""")
                .params(
                        event.bookingId(),
                        event.learnerId(),
                        event.mentorId(),
                        event.skillId(),
                        event.wordingId(),
                        event.noteId(),
                        java.sql.Timestamp.from(event.startsAt()),
                        java.sql.Timestamp.from(event.endsAt()),
                        event.priceTokens(),
                        event.policy().respondWithin().toString(),
                        event.policy().freeCancellation().toString(),
                        event.policy().lateFeePercent(),
                        event.policy().disputeWindow().toString(),
                        version,
                        position,
                        requestedAt,
                        requestedAt));
    }

    @EventHandler
    void on(BookingHeld event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.PENDING, version, at);
    }

    @EventHandler
    void on(BookingRejected event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.REJECTED, event.reason(), version, at);
    }

    @EventHandler
    void on(BookingConfirmed event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.CONFIRMED, version, at);
    }

    @EventHandler
    void on(BookingDeclined event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.DECLINED, version, at);
    }

    @EventHandler
    void on(BookingCancelled event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.CANCELLED, version, at);
    }

    @EventHandler
    void on(BookingCompleted event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.COMPLETED, version, at);
    }

    @EventHandler
    void on(BookingSettled event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.SETTLED, version, at);
    }

    @EventHandler
    void on(BookingExpired event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.EXPIRED, version, at);
    }

    @EventHandler
    void on(BookingDelivered event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.DELIVERED, version, at);
    }

    @EventHandler
    void on(BookingNoShow event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.NO_SHOW, version, at);
    }

    @EventHandler
    void on(BookingDisputed event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.DISPUTED, version, at);
    }

    @EventHandler
    void on(BookingResolved event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, BookingStatus.COMPLETED, version, at);
    }

    @EventHandler
    void on(RescheduleProposed event, @SequenceNumber long version, @Timestamp Instant at) {
        propose(event, event.proposedBy(), event.startsAt(), version, at);
    }

    @EventHandler
    void on(RescheduleDeclined event, @SequenceNumber long version, @Timestamp Instant at) {
        propose(event, null, null, version, at);
    }

    @EventHandler
    void on(RescheduleAccepted event, @SequenceNumber long version, @Timestamp Instant at) {
        apply(jdbc.sql("""
                UPDATE booking_view
                SET starts_at = ?, ends_at = ?, proposed_by = NULL, proposed_starts_at = NULL, version = ?, updated_at = ?
                WHERE id = ? AND version < ? RETURNING *""")
                .params(
                        java.sql.Timestamp.from(event.startsAt()),
                        java.sql.Timestamp.from(event.endsAt()),
                        version,
                        java.sql.Timestamp.from(at),
                        event.bookingId(),
                        version));
    }

    @EventHandler
    void on(SessionReminded event, @SequenceNumber long version, @Timestamp Instant at) {
        apply(jdbc.sql("UPDATE booking_view SET version = ?, updated_at = ? WHERE id = ? AND version < ? RETURNING *")
                .params(version, java.sql.Timestamp.from(at), event.bookingId(), version));
    }

    private void propose(BookingEvent event, UUID by, Instant startsAt, long version, Instant at) {
        apply(jdbc.sql("""
                UPDATE booking_view SET proposed_by = ?, proposed_starts_at = ?, version = ?, updated_at = ?
                WHERE id = ? AND version < ? RETURNING *""")
                .params(
                        by,
                        startsAt == null ? null : java.sql.Timestamp.from(startsAt),
                        version,
                        java.sql.Timestamp.from(at),
                        event.bookingId(),
                        version));
    }

    private void move(BookingEvent event, BookingStatus status, long version, Instant at) {
        move(event, status, null, version, at);
    }

    private void move(BookingEvent event, BookingStatus status, RejectionCode rejection, long version, Instant at) {
        apply(jdbc.sql("""
                UPDATE booking_view
                SET status = ?, rejection = ?, version = ?, updated_at = ?, proposed_by = NULL, proposed_starts_at = NULL
                WHERE id = ? AND version < ? RETURNING *""")
                .params(
                        status.name(),
                        rejection == null ? null : rejection.name(),
                        version,
                        java.sql.Timestamp.from(at),
                        event.bookingId(),
                        version));
    }

    private void apply(StatementSpec change) {
        change.query(new BookingRow())
                .optional()
                .ifPresent(booking -> feed.publish(
                        FeedType.BOOKING,
                        booking.id(),
                        booking.version(),
                        booking,
                        booking.learnerId(),
                        booking.mentorId()));
    }
}
