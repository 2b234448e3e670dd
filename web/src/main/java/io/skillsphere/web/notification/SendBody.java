package io.skillsphere.web.notification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What an administrator has to say to somebody.
 *
 * @param type how to say it
 * @param recipient an account's id or e-mail address
 */
record SendBody(
        @NotNull Way type,
        @NotBlank @Size(max = 254) String recipient,

        @NotBlank @Size(max = 4000) @Pattern(regexp = "[\\P{Cc}\\n\\r\\t]*", message = "must hold no control characters") String message) {

    /** By e-mail, or in the inbox and by WebSocket. */
    enum Way {
        EMAIL,
        WEBSOCKET
    }

    @Override
    public String toString() {
        return "SendBody[type=" + type + "]";
    }
}
