package io.skillsphere.web.chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * Something to say.
 *
 * @param clientMessageId the sender's own name for it, under which it can be sent again without being said twice; where it is
 *     left out, each request says something new
 */
record MessageBody(
        UUID clientMessageId,

        @NotBlank @Size(max = MessageText.LONGEST) @Pattern(regexp = MessageText.READABLE, message = MessageText.RULE) String text) {}
