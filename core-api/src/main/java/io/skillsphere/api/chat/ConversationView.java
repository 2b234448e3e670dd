package io.skillsphere.api.chat;

import java.util.UUID;

/**
 * The conversation of a booking as one of its two people sees it.
 *
 * @param id the booking
 * @param lastSeq the number of the newest message, 0 where there is none
 * @param lastMessage the newest message, or null
 * @param learnerReadUpTo the newest message that the learner has read, 0 for none; the mentor's likewise
 * @param unread how many messages of the other who asks has not read, among the newest thousand
 * @param version of the conversation, -1 while nothing was said
 * @param position where in the log it last went on
 */
public record ConversationView(
        UUID id,
        UUID learnerId,
        UUID mentorId,
        long lastSeq,
        MessageView lastMessage,
        long learnerReadUpTo,
        long mentorReadUpTo,
        long unread,
        long version,
        long position) {}
