package io.skillsphere.web.chat;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Somebody is about to say something in this conversation. */
record TypingBody(@NotNull UUID conversationId) {}
