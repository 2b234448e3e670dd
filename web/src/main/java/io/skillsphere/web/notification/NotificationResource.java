package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of the inbox, with a sentence that says what happened. */
public record NotificationResource(
        UUID id,
        NotificationType type,
        String message,
        @Nullable UUID bookingId,
        @Nullable UUID counterpartyId,
        @Nullable String counterpartyName,
        @Nullable Long amount,
        boolean read,
        Instant createdAt) {}
