package io.skillsphere.command.notification;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.MuteNotification;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PostNotification;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.notification.ReadNotification;
import io.skillsphere.api.notification.SetPreferences;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.text.RecordedTexts;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final UUID accountId = UUID.randomUUID();
    private final UUID notificationId = UUID.randomUUID();
    private final InboxId inboxId = new InboxId(accountId);

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final MutedNotification CHAT_BY_MAIL =
            new MutedNotification(NotificationType.CHAT_MESSAGE, NotificationChannel.EMAIL);

    private final RecordedTexts texts = new RecordedTexts();
    private final FixtureConfiguration<Inbox> inbox =
            new AggregateTestFixture<>(Inbox.class).registerInjectableResource(texts);

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

    @Test
    void its_owner_says_how_to_be_told_and_saying_it_again_changes_nothing() {
        SetPreferences wanted = new SetPreferences(inboxId, BERLIN, Set.of(CHAT_BY_MAIL));
        PreferencesSet set = new PreferencesSet(accountId, BERLIN, List.of(CHAT_BY_MAIL));
        inbox.givenNoPriorActivity().when(wanted).expectEvents(set);
        inbox.given(set).when(wanted).expectNoEvents();
        inbox.given(set, new NotificationRead(accountId, notificationId))
                .when(new SetPreferences(inboxId, BERLIN, Set.of()))
                .expectEvents(new PreferencesSet(accountId, BERLIN, List.of()));
    }

    @Test
    void one_kind_is_muted_and_the_rest_stays_as_it_was() {
        MutedNotification requests =
                new MutedNotification(NotificationType.BOOKING_REQUESTED, NotificationChannel.EMAIL);
        PreferencesSet both = new PreferencesSet(accountId, BERLIN, List.of(requests, CHAT_BY_MAIL));
        inbox.given(new PreferencesSet(accountId, BERLIN, List.of(CHAT_BY_MAIL)))
                .when(new MuteNotification(inboxId, requests))
                .expectEvents(both);
        inbox.given(both).when(new MuteNotification(inboxId, requests)).expectNoEvents();
        inbox.givenNoPriorActivity()
                .when(new MuteNotification(inboxId, requests))
                .expectEvents(new PreferencesSet(accountId, ZoneId.of("UTC"), List.of(requests)));
    }

    @Test
    void what_is_about_safety_cannot_be_muted() {
        MutedNotification safety = new MutedNotification(NotificationType.PASSWORD_CHANGED, NotificationChannel.EMAIL);
        inbox.givenNoPriorActivity()
                .when(new SetPreferences(inboxId, BERLIN, Set.of(safety)))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
        inbox.givenNoPriorActivity()
                .when(new MuteNotification(inboxId, safety))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
    }

    @Test
    void what_somebody_has_to_say_is_kept_as_a_text_of_theirs() {
        UUID admin = UUID.randomUUID();
        WrittenText text = WrittenText.note("Tonight we are away for an hour.");
        inbox.givenNoPriorActivity()
                .when(new PostNotification(
                        inboxId, notificationId, NotificationType.ANNOUNCEMENT, NotificationChannel.EMAIL, text, admin))
                .expectEvents(new NotificationPosted(
                        accountId,
                        notificationId,
                        NotificationType.ANNOUNCEMENT,
                        NotificationChannel.EMAIL,
                        text.id(),
                        admin));
        texts.assertKept(admin, text);
    }
}
