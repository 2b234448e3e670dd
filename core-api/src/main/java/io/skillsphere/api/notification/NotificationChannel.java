package io.skillsphere.api.notification;

/** How a person is told. */
public enum NotificationChannel {
    IN_APP,
    EMAIL
}
