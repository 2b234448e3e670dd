package io.skillsphere.api.notification;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to an inbox; most notifications follow from other events. */
public sealed interface InboxEvent {

    UUID accountId();

    @Revision("1")
    record NotificationRead(UUID accountId, UUID notificationId) implements InboxEvent {}

    /** Everything that stands before this event in the log has been read. */
    @Revision("1")
    record AllNotificationsRead(UUID accountId) implements InboxEvent {}

    /** Its owner said how to be told from now on; {@code muted} is all that is not wanted. */
    @Revision("1")
    record PreferencesSet(UUID accountId, ZoneId zone, List<MutedNotification> muted) implements InboxEvent {}

    /** Something that does not follow from another event, told in one way; {@code textId} and {@code postedBy} may be null. */
    @Revision("1")
    record NotificationPosted(
            UUID accountId,
            UUID notificationId,
            NotificationType type,
            NotificationChannel channel,
            UUID textId,
            UUID postedBy)
            implements InboxEvent {}
}
