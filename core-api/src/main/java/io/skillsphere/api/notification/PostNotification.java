package io.skillsphere.api.notification;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Tells an account something that does not follow from another event.
 *
 * @param text what it says where its type does not say it all, or null
 * @param by who says so, or null for the system
 */
public record PostNotification(
        @NotNull @TargetAggregateIdentifier InboxId inboxId,
        @NotNull UUID notificationId,
        @NotNull NotificationType type,
        @NotNull NotificationChannel channel,
        @Valid WrittenText text,
        UUID by) {}
