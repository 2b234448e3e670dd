package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationType;
import java.time.Instant;
import java.util.UUID;

/** One entry of the inbox, with a sentence that says what happened. */
public record NotificationResource(
        UUID id,
        NotificationType type,
        String message,
        UUID bookingId,
        UUID counterpartyId,
        String counterpartyName,
        Long amount,
        boolean read,
        Instant createdAt) {}
