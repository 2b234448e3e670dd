package io.skillsphere.api.chat;

import java.util.UUID;

/** How far one of the two has read. */
public record ReadMarker(UUID conversationId, UUID readerId, long upTo) {}
