package io.skillsphere.api.chat;

import java.util.List;

/** A page of conversations; {@code next} is the {@code before} of the next page, null on the last. */
public record ConversationPage(List<ConversationView> items, Long next) {}
