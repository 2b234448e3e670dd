package io.skillsphere.command.chat;

import java.util.Optional;
import java.util.UUID;

/** Whose each message is and which text it has: what a conversation need not remember, however long it becomes. */
public interface SentMessages {

    /** The message, if it was sent. */
    Optional<SentMessage> find(UUID messageId);

    /** Notes a message that is being sent, in the transaction of the command. */
    void add(SentMessage message);

    /** Notes what has become of a message. */
    void update(SentMessage message);

    /** A message; {@code textId} is null once it is deleted. */
    record SentMessage(UUID messageId, UUID conversationId, UUID senderId, UUID textId, boolean edited) {

        boolean isDeleted() {
            return textId == null;
        }
    }
}
