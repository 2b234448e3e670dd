package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationType;
import jakarta.validation.constraints.NotNull;

/** Whether one wants to be told this, and how. */
record TypePreference(@NotNull NotificationType type, boolean inApp, boolean email) {}
