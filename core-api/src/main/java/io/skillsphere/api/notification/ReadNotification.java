package io.skillsphere.api.notification;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The owner has read one notification. */
public record ReadNotification(
        @NotNull @TargetAggregateIdentifier InboxId inboxId,
        @NotNull UUID notificationId) {}
