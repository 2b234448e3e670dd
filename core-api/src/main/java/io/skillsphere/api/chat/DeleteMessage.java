package io.skillsphere.api.chat;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Its sender takes a message back. Nothing happens where it is deleted already; everybody else is rejected. */
public record DeleteMessage(
        @NotNull @TargetAggregateIdentifier ConversationId conversationId,
        @NotNull UUID messageId,
        @NotNull UUID by) {}
