package io.skillsphere.web.chat;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as the two people see it.
 *
 * @param seq its number in the conversation, from 1 and without gaps
 * @param senderName null where the account was erased
 * @param text null where the message was deleted, or its sender's account was
 * @param editedAt when it was last put in other words, or null
 * @param deletedAt when it was taken back, or null
 */
public record MessageResource(
        UUID id,
        UUID conversationId,
        long seq,
        UUID senderId,
        String senderName,
        UUID clientMessageId,
        String text,
        Instant sentAt,
        Instant editedAt,
        Instant deletedAt) {}
