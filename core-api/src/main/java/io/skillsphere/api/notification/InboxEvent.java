package io.skillsphere.api.notification;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to an inbox; the notifications themselves follow from the other events. */
public sealed interface InboxEvent {

    UUID accountId();

    @Revision("1")
    record NotificationRead(UUID accountId, UUID notificationId) implements InboxEvent {}

    /** Everything that stands before this event in the log has been read. */
    @Revision("1")
    record AllNotificationsRead(UUID accountId) implements InboxEvent {}
}
