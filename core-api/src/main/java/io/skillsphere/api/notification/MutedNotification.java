package io.skillsphere.api.notification;

import jakarta.validation.constraints.NotNull;

/** What a person does not want to be told, and how. */
public record MutedNotification(
        @NotNull NotificationType type, @NotNull NotificationChannel channel) {}
