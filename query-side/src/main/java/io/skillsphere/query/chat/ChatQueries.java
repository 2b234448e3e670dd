package io.skillsphere.query.chat;

import io.skillsphere.api.chat.ConversationPage;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversation;
import io.skillsphere.api.chat.FindConversations;
import io.skillsphere.api.chat.FindFirstUnread;
import io.skillsphere.api.chat.FindMessage;
import io.skillsphere.api.chat.FindMessages;
import io.skillsphere.api.chat.MessagePage;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads conversations and what was said in them. */
@Component
class ChatQueries {

    /**
     * Each with its newest message, if there is one, and how many of the newest thousand the account has not read; that is a
     * parameter three times.
     */
    private static final String CONVERSATIONS = """
            SELECT conversation.*, unread.count AS unread,
                   message.id AS message_id, message.conversation_id, message.seq, message.sender_id,
                   message.client_message_id, message.text_id, message.sent_at, message.edited_at, message.deleted_at,
                   message.version AS message_version
            FROM conversation_view conversation
            LEFT JOIN message_view message ON message.conversation_id = conversation.id
                AND message.seq = conversation.last_seq
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE sender_id <> ? AND deleted_at IS NULL) FROM (
                    SELECT sender_id, deleted_at FROM message_view
                    WHERE conversation_id = conversation.id
                      AND seq > CASE WHEN learner_id = ? THEN learner_read_up_to
                                     WHEN mentor_id = ? THEN mentor_read_up_to ELSE last_seq END
                    ORDER BY seq DESC LIMIT 1000) newest) unread""";

    private final JdbcClient jdbc;

    ChatQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<ConversationView> find(FindConversation query) {
        UUID me = query.accountId();
        return jdbc.sql(CONVERSATIONS + " WHERE conversation.id = ?")
                .params(me, me, me, query.conversationId())
                .query(ChatQueries::conversation)
                .optional();
    }

    @QueryHandler
    ConversationPage find(FindConversations query) {
        UUID me = query.accountId();
        return NewestFirst.merge(jdbc, ofSide("learner_id", me), ofSide("mentor_id", me))
                .page(
                        query.before(),
                        query.limit(),
                        (row, number) -> new Place(row.getObject("id", UUID.class), row.getLong("position")),
                        Place::position,
                        (places, next) -> new ConversationPage(find(me, places), next));
    }

    /** Where a conversation stands in the list. */
    private record Place(UUID id, long position) {}

    private NewestFirst ofSide(String side, UUID accountId) {
        return NewestFirst.of(jdbc, "SELECT id, position FROM conversation_view")
                .where(side + " = ?", accountId);
    }

    /** After it is known which are shown: what was said and not read is looked for in no others. */
    private List<ConversationView> find(UUID me, List<Place> places) {
        return jdbc.sql(CONVERSATIONS + " WHERE conversation.id = ANY (?) ORDER BY conversation.position DESC")
                .params(me, me, me, places.stream().map(Place::id).toArray(UUID[]::new))
                .query(ChatQueries::conversation)
                .list();
    }

    @QueryHandler
    Optional<MessageView> find(FindMessage query) {
        return jdbc.sql("SELECT * FROM message_view WHERE id = ?")
                .param(query.messageId())
                .query(new RecordRowMapper<>(MessageView.class))
                .optional();
    }

    @QueryHandler
    Optional<MessageView> find(FindFirstUnread query) {
        UUID me = query.accountId();
        return jdbc.sql("""
                        SELECT message.* FROM message_view message
                        JOIN conversation_view conversation ON conversation.id = message.conversation_id
                        WHERE conversation.id = ? AND sender_id <> ? AND deleted_at IS NULL
                          AND seq > CASE WHEN learner_id = ? THEN learner_read_up_to ELSE mentor_read_up_to END
                        ORDER BY seq LIMIT 1""")
                .params(query.conversationId(), me, me)
                .query(new RecordRowMapper<>(MessageView.class))
                .optional();
    }

    @QueryHandler
    MessagePage find(FindMessages query) {
        long after = query.after() == null ? 0 : query.after();
        long before = query.before() == null ? Long.MAX_VALUE : query.before();
        List<MessageView> messages = jdbc.sql("""
                        SELECT * FROM message_view WHERE conversation_id = ? AND seq > ? AND seq < ?
                        ORDER BY seq %s LIMIT ?""".formatted(query.after() == null ? "DESC" : "ASC"))
                .params(query.conversationId(), after, before, query.limit() + 1)
                .query(new RecordRowMapper<>(MessageView.class))
                .list();
        if (messages.size() <= query.limit()) {
            return new MessagePage(messages, null);
        }
        List<MessageView> shown = List.copyOf(messages.subList(0, query.limit()));
        return new MessagePage(shown, shown.get(query.limit() - 1).seq());
    }

    private static ConversationView conversation(ResultSet row, int number) throws SQLException {
        UUID lastMessageId = row.getObject("message_id", UUID.class);
        return new ConversationView(
                row.getObject("id", UUID.class),
                row.getObject("learner_id", UUID.class),
                row.getObject("mentor_id", UUID.class),
                row.getLong("last_seq"),
                lastMessageId == null ? null : message(row, lastMessageId),
                row.getLong("learner_read_up_to"),
                row.getLong("mentor_read_up_to"),
                row.getLong("unread"),
                row.getLong("version"),
                row.getLong("position"));
    }

    private static MessageView message(ResultSet row, UUID id) throws SQLException {
        return new MessageView(
                id,
                row.getObject("conversation_id", UUID.class),
                row.getLong("seq"),
                row.getObject("sender_id", UUID.class),
                row.getObject("client_message_id", UUID.class),
                row.getObject("text_id", UUID.class),
                instant(row, "sent_at"),
                instant(row, "edited_at"),
                instant(row, "deleted_at"),
                row.getLong("message_version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
