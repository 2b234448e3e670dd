package io.skillsphere.api.notification;

import jakarta.validation.constraints.NotNull;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The owner has read everything that the inbox held until now. */
public record ReadAllNotifications(
        @NotNull @TargetAggregateIdentifier InboxId inboxId) {}
