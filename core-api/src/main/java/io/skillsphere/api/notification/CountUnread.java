package io.skillsphere.api.notification;

import java.util.UUID;

/** Asks how many notifications an account has not read; answered with {@link UnreadCount}. */
public record CountUnread(UUID accountId) {}
