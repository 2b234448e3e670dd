package io.skillsphere.command.notification;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.skillsphere.api.notification.InboxEvent;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.MuteNotification;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.PostNotification;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.notification.ReadNotification;
import io.skillsphere.api.notification.SetPreferences;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.text.WrittenTexts;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** What an account has read of its notifications, and how it wants to be told. */
@Revision("1")
@Aggregate(snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Inbox {

    @AggregateIdentifier
    private InboxId inboxId;

    private ZoneId zone = ZoneId.of("UTC");
    private Set<MutedNotification> muted = new HashSet<>();

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

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(PostNotification command, WrittenTexts texts) {
        texts.keep(command.by(), command.text());
        apply(new NotificationPosted(
                command.inboxId().accountId(),
                command.notificationId(),
                command.type(),
                command.channel(),
                WrittenText.idOf(command.text()),
                command.by()));
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(SetPreferences command) {
        set(command.inboxId(), command.zone(), command.muted());
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(MuteNotification command) {
        Set<MutedNotification> more = new HashSet<>(muted);
        more.add(command.muted());
        set(command.inboxId(), zone, more);
        return getVersion();
    }

    private void set(InboxId id, ZoneId wantedZone, Set<MutedNotification> wanted) {
        if (wanted.stream().anyMatch(notification -> notification.type().isSecurity())) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN, "What is about the account's safety can't be switched off.");
        }
        if (inboxId == null || !wantedZone.equals(zone) || !wanted.equals(muted)) {
            apply(new PreferencesSet(
                    id.accountId(),
                    wantedZone,
                    wanted.stream()
                            .sorted(Comparator.comparing(MutedNotification::type)
                                    .thenComparing(MutedNotification::channel))
                            .toList()));
        }
    }

    @EventSourcingHandler
    void on(InboxEvent event) {
        inboxId = new InboxId(event.accountId());
    }

    @EventSourcingHandler
    void on(PreferencesSet event) {
        inboxId = new InboxId(event.accountId());
        zone = event.zone();
        muted = new HashSet<>(event.muted());
    }
}
