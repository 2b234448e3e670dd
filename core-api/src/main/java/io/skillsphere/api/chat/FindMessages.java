package io.skillsphere.api.chat;

import java.util.UUID;

/**
 * Asks for messages of a conversation; answered with a {@link MessagePage}. With {@code after} oldest first, else newest
 * first.
 *
 * @param before only messages with a lower number, or null
 * @param after only messages with a higher number, or null
 */
public record FindMessages(UUID conversationId, Long before, Long after, int limit) {}
