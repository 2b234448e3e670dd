package io.skillsphere.query.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.Projection;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The inboxes: what people are told follows from what happened to their bookings and wallets. */
@Component
@ProcessingGroup("notifications")
class NotificationProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;

    NotificationProjection(JdbcClient jdbc, Feed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    @Override
    public List<String> tables() {
        return List.of("notification_view");
    }

    @EventHandler
    void on(BookingHeld event, EventMessage<?> message, TrackingToken token) {
        tellMentor(NotificationType.BOOKING_REQUESTED, event, message, token);
    }

    @EventHandler
    void on(BookingRejected event, EventMessage<?> message, TrackingToken token) {
        tellLearner(NotificationType.BOOKING_REJECTED, event, message, token);
    }

    @EventHandler
    void on(BookingConfirmed event, EventMessage<?> message, TrackingToken token) {
        tellLearner(NotificationType.BOOKING_CONFIRMED, event, message, token);
    }

    @EventHandler
    void on(BookingDeclined event, EventMessage<?> message, TrackingToken token) {
        tellLearner(NotificationType.BOOKING_DECLINED, event, message, token);
    }

    @EventHandler
    void on(BookingCancelled event, EventMessage<?> message, TrackingToken token) {
        if (!event.learnerId().equals(event.cancelledBy())) {
            tellLearner(NotificationType.BOOKING_CANCELLED, event, message, token);
        }
        if (!event.mentorId().equals(event.cancelledBy())) {
            tellMentor(NotificationType.BOOKING_CANCELLED, event, message, token);
        }
    }

    @EventHandler
    void on(BookingSettled event, EventMessage<?> message, TrackingToken token) {
        tellLearner(NotificationType.BOOKING_SETTLED, event, message, token);
        tellMentor(NotificationType.BOOKING_SETTLED, event, message, token);
    }

    @EventHandler
    void on(TokensReceived event, EventMessage<?> message, TrackingToken token) {
        if (event.bookingId() == null) {
            tell(
                    event.walletId(),
                    NotificationType.TOKENS_RECEIVED,
                    null,
                    event.payerId(),
                    event.amount(),
                    message,
                    token);
        }
    }

    @EventHandler
    void on(NotificationRead event) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true
                WHERE id = ? AND account_id = ? AND NOT read RETURNING *""").params(event.notificationId(), event.accountId()));
    }

    @EventHandler
    void on(AllNotificationsRead event, TrackingToken token) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true
                WHERE account_id = ? AND position < ? AND NOT read RETURNING *""").params(event.accountId(), token.position().orElseThrow()));
    }

    private void tellLearner(NotificationType type, BookingEvent event, EventMessage<?> message, TrackingToken token) {
        tell(event.learnerId(), type, event.bookingId(), event.mentorId(), null, message, token);
    }

    private void tellMentor(NotificationType type, BookingEvent event, EventMessage<?> message, TrackingToken token) {
        tell(event.mentorId(), type, event.bookingId(), event.learnerId(), null, message, token);
    }

    private void tell(
            UUID accountId,
            NotificationType type,
            UUID bookingId,
            UUID counterpartyId,
            Long amount,
            EventMessage<?> message,
            TrackingToken token) {
        apply(jdbc.sql("""
                INSERT INTO notification_view
                    (id, account_id, type, booking_id, counterparty_id, amount, created_at, position)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING RETURNING *""")
                .params(
                        // The same event gives the same id, so that it is told once and stays read after a rebuild.
                        UUID.nameUUIDFromBytes((message.getIdentifier() + accountId).getBytes(UTF_8)),
                        accountId,
                        type.name(),
                        bookingId,
                        counterpartyId,
                        amount,
                        Timestamp.from(message.getTimestamp()),
                        token.position().orElseThrow()));
    }

    private void apply(StatementSpec change) {
        for (NotificationView notification :
                change.query(NotificationView.class).list()) {
            long version = notification.read() ? 1 : 0;
            feed.publish(FeedType.NOTIFICATION, notification.id(), version, notification, notification.accountId());
        }
    }
}
