package io.skillsphere.api.chat;

import java.util.UUID;

/** Asks for an account's conversations, the one that went on last first; answered with a {@link ConversationPage}. */
public record FindConversations(UUID accountId, Long before, int limit) {}
