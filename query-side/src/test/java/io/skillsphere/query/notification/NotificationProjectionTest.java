package io.skillsphere.query.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.notification.CountUnread;
import io.skillsphere.api.notification.FindNotification;
import io.skillsphere.api.notification.FindNotifications;
import io.skillsphere.api.notification.FindPreferences;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationPage;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.notification.PreferencesView;
import io.skillsphere.api.notification.UnreadCount;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationProjectionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();
    private final UUID inbox = UUID.randomUUID();

    @Test
    void the_mentor_hears_of_a_request_once_its_tokens_are_held() {
        log.record(booking, story.requested(booking));
        assertThat(inbox(story.mentor)).isEmpty();

        log.record(booking, story.held(booking));

        assertThat(inbox(story.learner)).isEmpty();
        assertThat(inbox(story.mentor)).singleElement().satisfies(notification -> {
            assertThat(notification.type()).isEqualTo(NotificationType.BOOKING_REQUESTED);
            assertThat(notification.bookingId()).isEqualTo(booking);
            assertThat(notification.counterpartyId()).isEqualTo(story.learner);
            assertThat(notification.amount()).isNull();
            assertThat(notification.read()).isFalse();
            assertThat(answer(new FindNotification(notification.id()), NotificationView.class))
                    .isEqualTo(notification);
        });
    }

    @Test
    void the_learner_hears_what_becomes_of_the_request() {
        log.record(booking, story.rejected(booking), story.confirmed(booking), story.declined(booking));

        assertThat(types(story.learner))
                .containsExactly(
                        NotificationType.BOOKING_DECLINED,
                        NotificationType.BOOKING_CONFIRMED,
                        NotificationType.BOOKING_REJECTED);
        assertThat(types(story.mentor)).isEmpty();
    }

    @Test
    void a_cancellation_is_told_to_the_side_that_did_not_cancel() {
        log.record(booking, story.cancelled(booking, story.learner));
        assertThat(types(story.learner)).isEmpty();
        assertThat(types(story.mentor)).containsExactly(NotificationType.BOOKING_CANCELLED);

        log.record(booking, story.cancelled(booking, story.mentor));
        assertThat(types(story.learner)).containsExactly(NotificationType.BOOKING_CANCELLED);
        assertThat(types(story.mentor)).hasSize(1);

        log.record(booking, story.cancelled(booking, UUID.randomUUID()));
        assertThat(types(story.learner)).hasSize(2);
        assertThat(types(story.mentor)).hasSize(2);
    }

    @Test
    void both_hear_of_the_settlement() {
        log.record(booking, story.settled(booking));

        assertThat(types(story.learner)).containsExactly(NotificationType.BOOKING_SETTLED);
        assertThat(types(story.mentor)).containsExactly(NotificationType.BOOKING_SETTLED);
    }

    @Test
    void a_gift_is_told_with_its_amount_and_a_payment_or_a_grant_is_not() {
        log.record(story.mentor, story.issued(story.mentor, 10), story.paid(booking, 3));
        assertThat(inbox(story.mentor)).isEmpty();

        log.record(story.mentor, new TokensReceived(story.mentor, UUID.randomUUID(), story.learner, 4, null));

        assertThat(inbox(story.mentor)).singleElement().satisfies(notification -> {
            assertThat(notification.type()).isEqualTo(NotificationType.TOKENS_RECEIVED);
            assertThat(notification.amount()).isEqualTo(4);
            assertThat(notification.counterpartyId()).isEqualTo(story.learner);
            assertThat(notification.bookingId()).isNull();
        });
    }

    @Test
    void a_notification_is_read_by_its_owner_only() {
        log.record(booking, story.settled(booking));
        UUID learners = inbox(story.learner).get(0).id();

        log.record(inbox, new NotificationRead(story.mentor, learners));
        assertThat(unread(story.learner)).isEqualTo(1);

        log.record(inbox, new NotificationRead(story.learner, learners));
        assertThat(unread(story.learner)).isZero();
        assertThat(unread(story.mentor)).isEqualTo(1);
        assertThat(inbox(story.learner)).singleElement().matches(NotificationView::read);
    }

    @Test
    void everything_until_now_is_read_and_what_follows_is_not() {
        log.append(booking, story.confirmed(booking), story.settled(booking));
        log.append(inbox, new AllNotificationsRead(story.learner));
        log.append(booking, story.declined(booking));
        log.project();

        assertThat(unread(story.learner)).isEqualTo(1);
        assertThat(answer(new FindNotifications(story.learner, true, null, 10), NotificationPage.class)
                        .items())
                .extracting(NotificationView::type)
                .containsExactly(NotificationType.BOOKING_DECLINED);
        assertThat(unread(story.mentor)).isEqualTo(1);
    }

    @Test
    void pages_continue_where_the_last_one_ended() {
        log.record(booking, story.confirmed(booking), story.settled(booking));

        NotificationPage page = answer(new FindNotifications(story.learner, false, null, 1), NotificationPage.class);
        assertThat(page.items()).extracting(NotificationView::type).containsExactly(NotificationType.BOOKING_SETTLED);
        NotificationPage last =
                answer(new FindNotifications(story.learner, false, page.next(), 1), NotificationPage.class);
        assertThat(last.items()).extracting(NotificationView::type).containsExactly(NotificationType.BOOKING_CONFIRMED);
        assertThat(last.next()).isNull();
    }

    @Test
    void of_messages_that_are_not_read_one_is_told_until_they_are() {
        UUID conversation = UUID.randomUUID();
        log.record(conversation, said(1), said(2));
        assertThat(types(story.mentor)).containsExactly(NotificationType.CHAT_MESSAGE);
        assertThat(types(story.learner)).isEmpty();

        log.record(conversation, new MessagesRead(booking, story.mentor, story.learner, 2));
        assertThat(unread(story.mentor)).isZero();

        log.record(conversation, said(3), said(4));
        assertThat(types(story.mentor)).hasSize(2);
        assertThat(unread(story.mentor)).isEqualTo(1);

        log.redeliver();
        assertThat(types(story.mentor)).hasSize(2);
        assertThat(unread(story.mentor)).isEqualTo(1);
    }

    @Test
    void what_an_account_does_not_want_to_hear_is_not_in_its_inbox() {
        log.record(
                inbox,
                new PreferencesSet(
                        story.learner,
                        ZoneId.of("Asia/Tokyo"),
                        List.of(new MutedNotification(NotificationType.BOOKING_SETTLED, NotificationChannel.IN_APP))));

        log.record(booking, story.settled(booking), story.confirmed(booking));

        assertThat(types(story.learner)).containsExactly(NotificationType.BOOKING_CONFIRMED);
        assertThat(types(story.mentor)).containsExactly(NotificationType.BOOKING_SETTLED);
        PreferencesView preferences = answer(new FindPreferences(story.learner), PreferencesView.class);
        assertThat(preferences.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(preferences.wants(NotificationType.BOOKING_SETTLED, NotificationChannel.EMAIL))
                .isTrue();

        log.record(inbox, new PreferencesSet(story.learner, ZoneId.of("UTC"), List.of()));
        log.record(booking, story.settled(booking));
        assertThat(types(story.learner)).hasSize(2);
    }

    @Test
    void what_an_administrator_says_is_told_in_the_way_that_was_chosen() {
        log.record(inbox, posted(NotificationChannel.EMAIL));
        assertThat(types(story.learner)).isEmpty();

        log.record(inbox, posted(NotificationChannel.IN_APP));
        assertThat(types(story.learner)).containsExactly(NotificationType.ANNOUNCEMENT);
    }

    @Test
    void tokens_that_an_administrator_gives_are_told() {
        log.record(
                story.learner, new TokensIssued(story.learner, UUID.randomUUID(), 7, IssueReason.ADMINISTRATIVE, null));

        assertThat(inbox(story.learner)).singleElement().satisfies(notification -> {
            assertThat(notification.type()).isEqualTo(NotificationType.TOKENS_ISSUED);
            assertThat(notification.amount()).isEqualTo(7);
        });
    }

    private MessageSent said(long seq) {
        return new MessageSent(
                booking, UUID.randomUUID(), seq, story.learner, story.mentor, UUID.randomUUID(), UUID.randomUUID());
    }

    private NotificationPosted posted(NotificationChannel channel) {
        return new NotificationPosted(
                story.learner,
                UUID.randomUUID(),
                NotificationType.ANNOUNCEMENT,
                channel,
                UUID.randomUUID(),
                story.mentor);
    }

    private List<NotificationView> inbox(UUID account) {
        return answer(new FindNotifications(account, false, null, 10), NotificationPage.class)
                .items();
    }

    private List<NotificationType> types(UUID account) {
        return inbox(account).stream().map(NotificationView::type).toList();
    }

    private long unread(UUID account) {
        return answer(new CountUnread(account), UnreadCount.class).unread();
    }
}
