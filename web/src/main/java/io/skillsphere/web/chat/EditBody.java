package io.skillsphere.web.chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Other words for a message. */
record EditBody(
        @NotBlank @Size(max = MessageText.LONGEST) @Pattern(regexp = MessageText.READABLE, message = MessageText.RULE) String text) {}
