package io.skillsphere.api.notification;

import java.util.UUID;

/** Asks for one notification; answered with an optional {@link NotificationView}. */
public record FindNotification(UUID notificationId) {}
