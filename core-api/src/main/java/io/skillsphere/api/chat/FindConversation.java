package io.skillsphere.api.chat;

import java.util.UUID;

/** Asks for a conversation as this account sees it; answered with an optional {@link ConversationView}. */
public record FindConversation(UUID conversationId, UUID accountId) {}
