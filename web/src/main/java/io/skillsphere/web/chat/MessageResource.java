package io.skillsphere.web.chat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        @Nullable String senderName,
        UUID clientMessageId,
        @Nullable String text,
        Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt) {}
