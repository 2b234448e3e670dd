package io.skillsphere.command.notification;

import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.notification.ReadNotification;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final UUID accountId = UUID.randomUUID();
    private final UUID notificationId = UUID.randomUUID();
    private final InboxId inboxId = new InboxId(accountId);

    private final FixtureConfiguration<Inbox> inbox = new AggregateTestFixture<>(Inbox.class);

    @Test
    void an_inbox_begins_with_the_first_notification_that_was_read() {
        inbox.givenNoPriorActivity()
                .when(new ReadNotification(inboxId, notificationId))
                .expectEvents(new NotificationRead(accountId, notificationId))
                .expectResultMessagePayload(0L);
    }

    @Test
    void an_inbox_may_begin_with_reading_everything() {
        inbox.givenNoPriorActivity()
                .when(new ReadAllNotifications(inboxId))
                .expectEvents(new AllNotificationsRead(accountId))
                .expectResultMessagePayload(0L);
    }

    @Test
    void an_inbox_goes_on() {
        inbox.given(new NotificationRead(accountId, notificationId))
                .when(new ReadAllNotifications(inboxId))
                .expectEvents(new AllNotificationsRead(accountId))
                .expectResultMessagePayload(1L);
    }
}
