package io.skillsphere.api.notification;

/** What a person is told about. */
public enum NotificationType {
    BOOKING_REQUESTED,
    BOOKING_REJECTED,
    BOOKING_CONFIRMED,
    BOOKING_DECLINED,
    BOOKING_CANCELLED,
    BOOKING_SETTLED,
    BOOKING_EXPIRED,
    /** The mentor says that the session was given, and the learner may object. */
    BOOKING_DELIVERED,
    BOOKING_NO_SHOW,
    BOOKING_DISPUTED,
    BOOKING_RESOLVED,
    RESCHEDULE_PROPOSED,
    RESCHEDULE_ACCEPTED,
    RESCHEDULE_DECLINED,
    /** A session starts soon. */
    SESSION_REMINDER,
    TOKENS_RECEIVED,
    TOKENS_ISSUED,
    /** Somebody wrote while one was away; one of these for all that was not read. */
    CHAT_MESSAGE,
    /** What an administrator has to say. */
    ANNOUNCEMENT,
    PASSWORD_CHANGED;

    /** Whether it is about the safety of the account: nobody can be kept from hearing of that. */
    public boolean isSecurity() {
        return this == PASSWORD_CHANGED;
    }
}
