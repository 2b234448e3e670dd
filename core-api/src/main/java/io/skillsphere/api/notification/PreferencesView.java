package io.skillsphere.api.notification;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/** How an account wants to be told: in which time zone, and what it does not want to hear of. */
public record PreferencesView(UUID accountId, ZoneId zone, Set<MutedNotification> muted) {

    /** Whether it wants to be told this that way. */
    public boolean wants(NotificationType type, NotificationChannel channel) {
        return type.isSecurity() || !muted.contains(new MutedNotification(type, channel));
    }
}
