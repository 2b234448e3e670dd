package io.skillsphere.api.notification;

/** How many notifications are unread. */
public record UnreadCount(long unread) {}
