package io.skillsphere.web.chat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of a booking.
 *
 * @param id the booking
 * @param lastSeq the number of the newest message, 0 where there is none
 * @param lastMessage the newest message, or null
 * @param learnerReadUpTo the number of the newest message that the learner has read; the mentor's likewise
 * @param unread how many messages of the other one has not read, among the newest thousand
 */
record ConversationResource(
        UUID id,
        UUID learnerId,
        @Nullable String learnerName,
        UUID mentorId,
        @Nullable String mentorName,
        long lastSeq,
        @Nullable MessageResource lastMessage,
        long learnerReadUpTo,
        long mentorReadUpTo,
        long unread) {}
