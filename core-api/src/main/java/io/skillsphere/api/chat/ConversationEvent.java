package io.skillsphere.api.chat;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen in the conversation of a booking; its id is the booking's. What was said is a text, and never in here. */
public sealed interface ConversationEvent {

    UUID conversationId();

    /** One of the two is about to say the first word. */
    @Revision("1")
    record ConversationOpened(UUID conversationId, UUID learnerId, UUID mentorId) implements ConversationEvent {}

    /**
     * One said something to the other.
     *
     * @param seq 1 for the first message of the conversation, and one more for each that follows
     * @param clientMessageId the sender's own name for it
     */
    @Revision("1")
    record MessageSent(
            UUID conversationId,
            UUID messageId,
            long seq,
            UUID senderId,
            UUID recipientId,
            UUID textId,
            UUID clientMessageId)
            implements ConversationEvent {}

    /** The sender put it in other words, which are where the first ones were. */
    @Revision("1")
    record MessageEdited(UUID conversationId, UUID messageId, UUID senderId, UUID recipientId, UUID textId)
            implements ConversationEvent {}

    /** The sender took it back; its words are gone, and that it was said stays. */
    @Revision("1")
    record MessageDeleted(UUID conversationId, UUID messageId, UUID senderId, UUID recipientId)
            implements ConversationEvent {}

    /** One of the two has read everything up to a message and that one. */
    @Revision("1")
    record MessagesRead(UUID conversationId, UUID readerId, UUID partnerId, long upTo) implements ConversationEvent {}
}
