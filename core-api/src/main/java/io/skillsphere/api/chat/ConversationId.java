package io.skillsphere.api.chat;

import java.util.UUID;

/** Names the conversation of a booking's two people; its own type, since a booking's id already names the booking in the log. */
public record ConversationId(UUID bookingId) {

    @Override
    public String toString() {
        return "conversation-" + bookingId;
    }
}
