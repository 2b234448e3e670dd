package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PreferencesView;
import java.util.List;
import java.util.stream.Stream;

/** How one is told: in which time zone, and of each type how. */
record PreferencesResource(String timeZone, List<TypeResource> types) {

    /** One type; {@code locked} where it is about the account's safety and can't be switched off. */
    record TypeResource(NotificationType type, boolean inApp, boolean email, boolean locked) {}

    static PreferencesResource of(PreferencesView preferences) {
        return new PreferencesResource(
                preferences.zone().getId(),
                Stream.of(NotificationType.values())
                        .map(type -> new TypeResource(
                                type,
                                preferences.wants(type, NotificationChannel.IN_APP),
                                preferences.wants(type, NotificationChannel.EMAIL),
                                type.isSecurity()))
                        .toList());
    }
}
