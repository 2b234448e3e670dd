package io.skillsphere.query;

import io.skillsphere.api.availability.AvailabilityEvent.AvailabilityPublished;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingDelivered;
import io.skillsphere.api.booking.BookingEvent.BookingDisputed;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingEvent.RescheduleAccepted;
import io.skillsphere.api.booking.BookingEvent.RescheduleDeclined;
import io.skillsphere.api.booking.BookingEvent.RescheduleProposed;
import io.skillsphere.api.booking.BookingEvent.SessionReminded;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.chat.ConversationEvent.ConversationOpened;
import io.skillsphere.api.chat.ConversationEvent.MessageDeleted;
import io.skillsphere.api.chat.ConversationEvent.MessageEdited;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.InboxEvent.NotificationRead;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.api.wallet.WalletEvent.WalletFrozen;
import io.skillsphere.api.wallet.WalletEvent.WalletUnfrozen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** A learner, a mentor, a skill at 3 tokens, and events about them. */
public class Story {

    public static final BookingPolicy POLICY =
            new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));
    public static final Instant STARTS_AT = Instant.parse("2030-01-07T10:00:00Z");

    private static final Timetable TIMETABLE =
            new Timetable(ZoneId.of("Europe/Berlin"), List.of(), List.of(), 10, 120, 60);

    public final UUID learner = UUID.randomUUID();
    public final UUID mentor = UUID.randomUUID();
    public final UUID skill = UUID.randomUUID();
    public final UUID wording = UUID.randomUUID();

    public SkillPublished published() {
        return new SkillPublished(skill, mentor, wording, 60, 3);
    }

    public BookingRequested requested(UUID booking) {
        return new BookingRequested(
                booking, learner, mentor, skill, wording, STARTS_AT, STARTS_AT.plusSeconds(3600), 3, POLICY, null);
    }

    public BookingHeld held(UUID booking) {
        return new BookingHeld(booking, learner, mentor);
    }

    public BookingRejected rejected(UUID booking) {
        return new BookingRejected(booking, learner, mentor, RejectionCode.INSUFFICIENT_TOKENS);
    }

    public BookingConfirmed confirmed(UUID booking) {
        return new BookingConfirmed(booking, learner, mentor);
    }

    public BookingDeclined declined(UUID booking) {
        return new BookingDeclined(booking, learner, mentor);
    }

    public BookingCancelled cancelled(UUID booking, UUID by) {
        return new BookingCancelled(booking, learner, mentor, by, 0, null);
    }

    public BookingCompleted completed(UUID booking) {
        return new BookingCompleted(booking, learner, mentor, 3);
    }

    public BookingSettled settled(UUID booking) {
        return new BookingSettled(booking, learner, mentor);
    }

    public TokensIssued issued(UUID wallet, long amount) {
        return new TokensIssued(wallet, UUID.randomUUID(), amount, IssueReason.WELCOME_GRANT, null);
    }

    public HoldPlaced holdPlaced(UUID booking) {
        return new HoldPlaced(learner, booking, booking, 3);
    }

    public HoldReleased holdReleased(UUID booking) {
        return new HoldReleased(learner, booking, booking, 3);
    }

    public HoldCaptured holdCaptured(UUID booking, long captured) {
        return new HoldCaptured(learner, booking, booking, booking, mentor, captured, 3 - captured);
    }

    public TokensReceived paid(UUID booking, long amount) {
        return new TokensReceived(mentor, booking, learner, amount, booking);
    }

    /** Appends at least one event of every type, without having any of them processed. */
    public void append(Log log) {
        UUID settled = UUID.randomUUID();
        UUID declined = UUID.randomUUID();
        UUID cancelled = UUID.randomUUID();
        UUID rejected = UUID.randomUUID();
        UUID learnersInbox = UUID.randomUUID();
        UUID gift = UUID.randomUUID();
        log.append(skill, published(), new SkillRevised(skill, mentor, UUID.randomUUID(), 30, 4));
        log.append(UUID.randomUUID(), new AvailabilityPublished(mentor, TIMETABLE));
        log.append(learner, issued(learner, 10));
        log.append(mentor, issued(mentor, 10), new TokensRedeemed(mentor, UUID.randomUUID(), 1, null));
        log.append(settled, requested(settled));
        log.append(learner, holdPlaced(settled));
        log.append(settled, held(settled), confirmed(settled), completed(settled));
        log.append(learner, holdCaptured(settled, 3));
        log.append(mentor, paid(settled, 3));
        log.append(settled, settled(settled));
        log.append(
                UUID.randomUUID(),
                new ReviewWritten(UUID.randomUUID(), settled, learner, mentor, BookingSide.LEARNER, 5, null));
        log.append(declined, requested(declined));
        log.append(learner, holdPlaced(declined));
        log.append(declined, held(declined), declined(declined));
        log.append(learner, holdReleased(declined));
        log.append(learnersInbox, new NotificationRead(learner, UUID.randomUUID()), new AllNotificationsRead(learner));
        log.append(
                learnersInbox,
                new NotificationPosted(
                        learner,
                        UUID.randomUUID(),
                        NotificationType.ANNOUNCEMENT,
                        NotificationChannel.IN_APP,
                        null,
                        null),
                new PreferencesSet(
                        learner,
                        ZoneId.of("Europe/Berlin"),
                        List.of(new MutedNotification(NotificationType.CHAT_MESSAGE, NotificationChannel.EMAIL))));
        log.append(cancelled, requested(cancelled));
        log.append(learner, holdPlaced(cancelled));
        log.append(
                cancelled,
                held(cancelled),
                confirmed(cancelled),
                new BookingCancelled(cancelled, learner, mentor, learner, 1, null));
        log.append(learner, holdCaptured(cancelled, 1));
        log.append(mentor, paid(cancelled, 1));
        log.append(rejected, requested(rejected), rejected(rejected));
        appendWhatElseCanHappen(log);
        UUID message = UUID.randomUUID();
        UUID text = UUID.randomUUID();
        log.append(
                UUID.randomUUID(),
                new ConversationOpened(settled, learner, mentor),
                new MessageSent(settled, message, 1, learner, mentor, text, UUID.randomUUID()),
                new MessageEdited(settled, message, learner, mentor, text),
                new MessageDeleted(settled, message, learner, mentor),
                new MessagesRead(settled, mentor, learner, 1));
        log.append(learner, new TokensSent(learner, gift, mentor, 2, null));
        log.append(mentor, new TokensReceived(mentor, gift, learner, 2, null));
        log.append(skill, new SkillRetired(skill, mentor));
    }

    private void appendWhatElseCanHappen(Log log) {
        UUID expired = aHeldBooking(log);
        log.append(expired, new BookingExpired(expired, learner, mentor));
        log.append(learner, holdReleased(expired));
        UUID missed = aHeldBooking(log);
        log.append(
                missed, confirmed(missed), new BookingNoShow(missed, learner, mentor, BookingSide.MENTOR, learner, 0));
        log.append(learner, holdReleased(missed));
        UUID disputed = aHeldBooking(log);
        Instant later = STARTS_AT.plusSeconds(86_400);
        log.append(
                disputed,
                confirmed(disputed),
                new RescheduleProposed(disputed, learner, mentor, mentor, later),
                new RescheduleDeclined(disputed, learner, mentor, learner),
                new RescheduleProposed(disputed, learner, mentor, learner, later),
                new RescheduleAccepted(disputed, learner, mentor, later, later.plusSeconds(3600)),
                new SessionReminded(disputed, learner, mentor, later, 24),
                new BookingDelivered(disputed, learner, mentor),
                new BookingDisputed(disputed, learner, mentor, UUID.randomUUID()),
                new BookingResolved(disputed, learner, mentor, UUID.randomUUID(), 2));
        log.append(learner, holdCaptured(disputed, 2));
        log.append(mentor, paid(disputed, 2));
        log.append(disputed, settled(disputed));
        log.append(learner, new WalletFrozen(learner), new WalletUnfrozen(learner));
    }

    private UUID aHeldBooking(Log log) {
        UUID booking = UUID.randomUUID();
        log.append(booking, requested(booking));
        log.append(learner, issued(learner, 3), holdPlaced(booking));
        log.append(booking, held(booking));
        return booking;
    }
}
