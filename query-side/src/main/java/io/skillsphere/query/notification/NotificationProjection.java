package io.skillsphere.query.notification;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.wallet.WalletEvent;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import io.skillsphere.query.row.RecordRowMapper;
import java.sql.Timestamp;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The inboxes: what people are told follows from what happened, see {@link Notices}, and from how they wanted to be told
 * when it did.
 */
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
        return List.of("notification_view", "notification_preference");
    }

    @EventHandler
    void on(BookingEvent event, EventMessage<?> message, @LogPosition long position) {
        tell(message, position);
    }

    @EventHandler
    void on(WalletEvent event, EventMessage<?> message, @LogPosition long position) {
        tell(message, position);
    }

    @EventHandler
    void on(NotificationPosted event, EventMessage<?> message, @LogPosition long position) {
        tell(message, position);
    }

    /** One for all that was not read: who comes back finds the rest in the conversation. */
    @EventHandler
    void on(MessageSent event, EventMessage<?> message, @LogPosition long position) {
        boolean told = jdbc.sql("""
                SELECT EXISTS (SELECT FROM notification_view
                WHERE account_id = ? AND type = 'CHAT_MESSAGE' AND booking_id = ?
                  AND position < ? AND coalesce(read_position > ?, true))""")
                .params(event.recipientId(), event.conversationId(), position, position)
                .query(Boolean.class)
                .single();
        if (!told) {
            tell(message, position);
        }
    }

    @EventHandler
    void on(MessagesRead event, @LogPosition long position) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true, read_position = ?
                WHERE account_id = ? AND type = 'CHAT_MESSAGE' AND booking_id = ?
                  AND position < ? AND NOT read RETURNING *""").params(position, event.readerId(), event.conversationId(), position));
    }

    @EventHandler
    void on(NotificationRead event, @LogPosition long position) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true, read_position = ?
                WHERE id = ? AND account_id = ? AND NOT read RETURNING *""").params(position, event.notificationId(), event.accountId()));
    }

    @EventHandler
    void on(AllNotificationsRead event, @LogPosition long position) {
        apply(jdbc.sql("""
                UPDATE notification_view SET read = true, read_position = ?
                WHERE account_id = ? AND position < ? AND NOT read RETURNING *""").params(position, event.accountId(), position));
    }

    @EventHandler
    void on(PreferencesSet event, @SequenceNumber long version) {
        jdbc.sql("""
                INSERT INTO notification_preference (account_id, zone, muted, version) VALUES (?, ?, ?, ?)
                ON CONFLICT (account_id) DO UPDATE
                    SET zone = excluded.zone, muted = excluded.muted, version = excluded.version
                    WHERE notification_preference.version < excluded.version""")
                .params(event.accountId(), event.zone().getId(), Preferences.names(event.muted()), version)
                .update();
    }

    private void tell(EventMessage<?> message, long position) {
        for (Notice notice : Notices.of(message, NotificationChannel.IN_APP)) {
            if (isWanted(notice)) {
                apply(jdbc.sql("""
                        INSERT INTO notification_view
                            (id, account_id, type, booking_id, counterparty_id, amount, text_id, created_at, position)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING RETURNING *""")
                        .params(
                                notice.id(),
                                notice.accountId(),
                                notice.type().name(),
                                notice.bookingId(),
                                notice.counterpartyId(),
                                notice.amount(),
                                notice.textId(),
                                Timestamp.from(message.getTimestamp()),
                                position));
            }
        }
    }

    private boolean isWanted(Notice notice) {
        return Preferences.find(jdbc, notice.accountId()).wants(notice.type(), NotificationChannel.IN_APP);
    }

    private void apply(StatementSpec change) {
        for (NotificationView notification :
                change.query(new RecordRowMapper<>(NotificationView.class)).list()) {
            long version = notification.read() ? 1 : 0;
            feed.publish(FeedType.NOTIFICATION, notification.id(), version, notification, notification.accountId());
        }
    }
}
