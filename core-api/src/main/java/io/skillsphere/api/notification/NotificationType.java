package io.skillsphere.api.notification;

/** What a person is told about. */
public enum NotificationType {
    BOOKING_REQUESTED,
    BOOKING_REJECTED,
    BOOKING_CONFIRMED,
    BOOKING_DECLINED,
    BOOKING_CANCELLED,
    BOOKING_SETTLED,
    TOKENS_RECEIVED
}
