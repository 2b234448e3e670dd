package io.skillsphere.query.chat;

import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.chat.ConversationEvent;
import io.skillsphere.api.chat.ConversationEvent.ConversationOpened;
import io.skillsphere.api.chat.ConversationEvent.MessageDeleted;
import io.skillsphere.api.chat.ConversationEvent.MessageEdited;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.chat.ReadMarker;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import io.skillsphere.query.row.RecordRowMapper;
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

/** Conversations: there is one from when the mentor is asked for a booking. */
@Component
@ProcessingGroup("chat")
class ChatProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;

    ChatProjection(JdbcClient jdbc, Feed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    @Override
    public List<String> tables() {
        return List.of("conversation_view", "message_view");
    }

    @EventHandler
    void on(BookingHeld event, @LogPosition long position) {
        open(event.bookingId(), event.learnerId(), event.mentorId(), position);
    }

    @EventHandler
    void on(ConversationOpened event, @LogPosition long position) {
        open(event.conversationId(), event.learnerId(), event.mentorId(), position);
    }

    private void open(UUID bookingId, UUID learnerId, UUID mentorId, long position) {
        jdbc.sql("""
                INSERT INTO conversation_view (id, learner_id, mentor_id, position) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING""").params(bookingId, learnerId, mentorId, position).update();
    }

    @EventHandler
    void on(MessageSent event, @SequenceNumber long version, @LogPosition long position, @Timestamp Instant at) {
        jdbc.sql("UPDATE conversation_view SET last_seq = ?, position = ?, version = ? WHERE id = ? AND version < ?")
                .params(event.seq(), position, version, event.conversationId(), version)
                .update();
        tell(
                event.senderId(),
                event.recipientId(),
                jdbc.sql("""
                INSERT INTO message_view (id, conversation_id, seq, sender_id, client_message_id, text_id, sent_at, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING RETURNING *""")
                        .params(
                                event.messageId(),
                                event.conversationId(),
                                event.seq(),
                                event.senderId(),
                                event.clientMessageId(),
                                event.textId(),
                                java.sql.Timestamp.from(at),
                                version));
    }

    @EventHandler
    void on(MessageEdited event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, version);
        tell(
                event.senderId(),
                event.recipientId(),
                jdbc.sql("""
                UPDATE message_view SET text_id = ?, edited_at = ?, version = ?
                WHERE id = ? AND version < ? RETURNING *""").params(event.textId(), java.sql.Timestamp.from(at), version, event.messageId(), version));
    }

    @EventHandler
    void on(MessageDeleted event, @SequenceNumber long version, @Timestamp Instant at) {
        move(event, version);
        tell(
                event.senderId(),
                event.recipientId(),
                jdbc.sql("""
                UPDATE message_view SET text_id = NULL, deleted_at = ?, version = ?
                WHERE id = ? AND version < ? RETURNING *""").params(java.sql.Timestamp.from(at), version, event.messageId(), version));
    }

    @EventHandler
    void on(MessagesRead event, @SequenceNumber long version) {
        int moved = jdbc.sql("""
                UPDATE conversation_view SET
                    learner_read_up_to = CASE WHEN learner_id = :reader THEN :upTo ELSE learner_read_up_to END,
                    mentor_read_up_to = CASE WHEN mentor_id = :reader THEN :upTo ELSE mentor_read_up_to END,
                    version = :version
                WHERE id = :id AND version < :version""")
                .param("reader", event.readerId())
                .param("upTo", event.upTo())
                .param("version", version)
                .param("id", event.conversationId())
                .update();
        if (moved == 1) {
            feed.publish(
                    FeedType.CHAT_READ,
                    event.conversationId(),
                    version,
                    new ReadMarker(event.conversationId(), event.readerId(), event.upTo()),
                    event.readerId(),
                    event.partnerId());
        }
    }

    private void move(ConversationEvent event, long version) {
        jdbc.sql("UPDATE conversation_view SET version = ? WHERE id = ? AND version < ?")
                .params(version, event.conversationId(), version)
                .update();
    }

    private void tell(UUID senderId, UUID recipientId, StatementSpec change) {
        change.query(new RecordRowMapper<>(MessageView.class))
                .optional()
                .ifPresent(message -> feed.publish(
                        FeedType.CHAT_MESSAGE, message.id(), message.version(), message, senderId, recipientId));
    }
}
