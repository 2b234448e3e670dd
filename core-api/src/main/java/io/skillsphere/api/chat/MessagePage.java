package io.skillsphere.api.chat;

import java.util.List;

/** A page of messages; {@code next} is the {@code before} or the {@code after} of the next page, null on the last. */
public record MessagePage(List<MessageView> items, Long next) {}
