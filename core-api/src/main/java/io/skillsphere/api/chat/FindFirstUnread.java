package io.skillsphere.api.chat;

import java.util.UUID;

/** Asks for the oldest message that this account has not read; answered with an optional {@link MessageView}. */
public record FindFirstUnread(UUID conversationId, UUID accountId) {}
