package io.skillsphere.api.chat;

import java.time.Instant;
import java.util.UUID;

/**
 * One message.
 *
 * @param conversationId the booking
 * @param seq its number in the conversation, from 1 and without gaps
 * @param textId what it says, if that was not erased
 * @param editedAt when it was last put in other words, or null
 * @param deletedAt when it was taken back, or null
 * @param version the conversation's version that last changed it
 */
public record MessageView(
        UUID id,
        UUID conversationId,
        long seq,
        UUID senderId,
        UUID clientMessageId,
        UUID textId,
        Instant sentAt,
        Instant editedAt,
        Instant deletedAt,
        long version) {}
