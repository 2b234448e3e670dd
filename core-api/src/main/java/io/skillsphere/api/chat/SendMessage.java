package io.skillsphere.api.chat;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * One of a booking's two people says something to the other. Nothing happens where it comes again with the same text; with
 * another text it is rejected (ALREADY_EXISTS), and so is a stranger (NOT_FOUND).
 *
 * @param messageId the same for the same sender's same {@code clientMessageId} in this conversation
 */
public record SendMessage(
        @NotNull @TargetAggregateIdentifier ConversationId conversationId,
        @NotNull UUID messageId,
        @NotNull UUID clientMessageId,
        @NotNull UUID by,
        @NotNull @Valid WrittenText text) {}
