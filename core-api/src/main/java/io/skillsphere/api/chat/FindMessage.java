package io.skillsphere.api.chat;

import java.util.UUID;

/** Asks for one message; answered with an optional {@link MessageView}. */
public record FindMessage(UUID messageId) {}
