package io.skillsphere.web.chat;

import java.util.UUID;

/** What one of a conversation's two people is doing there right now. */
record PresenceMessage(State type, UUID conversationId, UUID accountId) {

    /** What can be told. Who has not been heard of for 90 seconds is away, also where nobody could say so. */
    enum State {
        ONLINE,
        OFFLINE,
        TYPING
    }
}
