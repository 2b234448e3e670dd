package io.skillsphere.command.chat;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sent messages in Postgres. */
@Component
class JdbcSentMessages implements SentMessages {

    private final JdbcClient jdbc;

    JdbcSentMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<SentMessage> find(UUID messageId) {
        return jdbc.sql("SELECT * FROM sent_message WHERE message_id = ?")
                .param(messageId)
                .query(SentMessage.class)
                .optional();
    }

    /** Where another node is sending the same message, the conversation's next number decides whose command is kept. */
    @Override
    public void add(SentMessage message) {
        jdbc.sql("""
                INSERT INTO sent_message (message_id, conversation_id, sender_id, text_id, edited)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        message.messageId(),
                        message.conversationId(),
                        message.senderId(),
                        message.textId(),
                        message.edited())
                .update();
    }

    @Override
    public void update(SentMessage message) {
        jdbc.sql("UPDATE sent_message SET text_id = ?, edited = ? WHERE message_id = ?")
                .params(message.textId(), message.edited(), message.messageId())
                .update();
    }
}
