package io.skillsphere.api.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The owner says what not to be told, and in which time zone to be told times. What is about the account's safety can't be
 * muted (FORBIDDEN).
 */
public record SetPreferences(
        @NotNull @TargetAggregateIdentifier InboxId inboxId,
        @NotNull ZoneId zone,
        @NotNull Set<@Valid MutedNotification> muted) {}
