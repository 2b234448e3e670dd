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
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
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
    void on(BookingHeld event, EventMessage<?> message, @LogPosition long position) {
        tellMentor(NotificationType.BOOKING_REQUESTED, event, message, position);
    }

    @EventHandler
    void on(BookingRejected event, EventMessage<?> message, @LogPosition long position) {
        tellLearner(NotificationType.BOOKING_REJECTED, event, message, position);
    }

    @EventHandler
    void on(BookingConfirmed event, EventMessage<?> message, @LogPosition long position) {
        tellLearner(NotificationType.BOOKING_CONFIRMED, event, message, position);
    }

    @EventHandler
    void on(BookingDeclined event, EventMessage<?> message, @LogPosition long position) {
        tellLearner(NotificationType.BOOKING_DECLINED, event, message, position);
    }

    @EventHandler
    void on(BookingCancelled event, EventMessage<?> message, @LogPosition long position) {
        if (!event.learnerId().equals(event.cancelledBy())) {
            tellLearner(NotificationType.BOOKING_CANCELLED, event, message, position);
        }
        if (!event.mentorId().equals(event.cancelledBy())) {
            tellMentor(NotificationType.BOOKING_CANCELLED, event, message, position);
        }
    }

    @EventHandler
    void on(BookingSettled event, EventMessage<?> message, @LogPosition long position) {
        tellLearner(NotificationType.BOOKING_SETTLED, event, message, position);
        tellMentor(NotificationType.BOOKING_SETTLED, event, message, position);
    }

    @EventHandler
    void on(TokensReceived event, EventMessage<?> message, @LogPosition long position) {
        if (event.bookingId() == null) {
            tell(
                    event.walletId(),
                    NotificationType.TOKENS_RECEIVED,
                    null,
                    event.payerId(),
                    event.amount(),
                    message,
                    position);
        }
    }

    @EventHandler
    void on(NotificationRead event) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true
                WHERE id = ? AND account_id = ? AND NOT read RETURNING *""").params(event.notificationId(), event.accountId()));
    }

    @EventHandler
    void on(AllNotificationsRead event, @LogPosition long position) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true
                WHERE account_id = ? AND position < ? AND NOT read RETURNING *""").params(event.accountId(), position));
    }

    private void tellLearner(NotificationType type, BookingEvent event, EventMessage<?> message, long position) {
        tell(event.learnerId(), type, event.bookingId(), event.mentorId(), null, message, position);
    }

    private void tellMentor(NotificationType type, BookingEvent event, EventMessage<?> message, long position) {
        tell(event.mentorId(), type, event.bookingId(), event.learnerId(), null, message, position);
    }

    private void tell(
            UUID accountId,
            NotificationType type,
            UUID bookingId,
            UUID counterpartyId,
            Long amount,
            EventMessage<?> message,
            long position) {
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
                        position));
    }

    private void apply(StatementSpec change) {
        for (NotificationView notification :
                change.query(NotificationView.class).list()) {
            long version = notification.read() ? 1 : 0;
            feed.publish(FeedType.NOTIFICATION, notification.id(), version, notification, notification.accountId());
        }
    }
}
