package io.skillsphere.api.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The owner does not want to be told this any more; nothing else changes. */
public record MuteNotification(
        @NotNull @TargetAggregateIdentifier InboxId inboxId,
        @NotNull @Valid MutedNotification muted) {}
