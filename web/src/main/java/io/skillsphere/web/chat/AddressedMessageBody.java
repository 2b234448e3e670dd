package io.skillsphere.web.chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * Something to say, and in which conversation.
 *
 * @param conversationId the booking
 * @param clientMessageId as in {@link MessageBody}
 */
record AddressedMessageBody(
        @NotNull UUID conversationId,
        UUID clientMessageId,

        @NotBlank @Size(max = MessageText.LONGEST) @Pattern(regexp = MessageText.READABLE, message = MessageText.RULE) String text) {}
