package io.skillsphere.command.notification;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.notification.ReadNotification;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** What an account has read of its notifications. */
@Aggregate
public class Inbox {

    @AggregateIdentifier
    private InboxId inboxId;

    protected Inbox() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(ReadNotification command) {
        apply(new NotificationRead(command.inboxId().accountId(), command.notificationId()));
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(ReadAllNotifications command) {
        apply(new AllNotificationsRead(command.inboxId().accountId()));
        return getVersion();
    }

    @EventSourcingHandler
    void on(NotificationRead event) {
        inboxId = new InboxId(event.accountId());
    }

    @EventSourcingHandler
    void on(AllNotificationsRead event) {
        inboxId = new InboxId(event.accountId());
    }
}
