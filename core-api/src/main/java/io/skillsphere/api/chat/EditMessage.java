package io.skillsphere.api.chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Its sender puts a message in other words. Rejects everybody else, and a message that was deleted (MESSAGE_DELETED). */
public record EditMessage(
        @NotNull @TargetAggregateIdentifier ConversationId conversationId,
        @NotNull UUID messageId,
        @NotNull UUID by,
        @NotBlank @Size(max = 4000) String text) {}
