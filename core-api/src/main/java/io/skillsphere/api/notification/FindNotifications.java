package io.skillsphere.api.notification;

import java.util.UUID;

/** Asks for an inbox, newest first; answered with a {@link NotificationPage}. {@code before} may be null. */
public record FindNotifications(UUID accountId, boolean unreadOnly, Long before, int limit) {}
