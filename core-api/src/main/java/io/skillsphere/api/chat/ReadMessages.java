package io.skillsphere.api.chat;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** One of the two has read everything up to this message, or to the last if there are not so many. It never goes back. */
public record ReadMessages(
        @NotNull @TargetAggregateIdentifier ConversationId conversationId,
        @NotNull UUID by,
        @Min(0) long upTo) {}
