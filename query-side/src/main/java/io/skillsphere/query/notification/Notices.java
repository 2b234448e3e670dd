package io.skillsphere.query.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingDelivered;
import io.skillsphere.api.booking.BookingEvent.BookingDisputed;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingEvent.RescheduleAccepted;
import io.skillsphere.api.booking.BookingEvent.RescheduleDeclined;
import io.skillsphere.api.booking.BookingEvent.RescheduleProposed;
import io.skillsphere.api.booking.BookingEvent.SessionReminded;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;

/** Who is told what when something happens: the one place that says so, for the inbox and for mail. */
public final class Notices {

    private final String eventId;
    private final List<Notice> notices = new ArrayList<>();

    private Notices(String eventId) {
        this.eventId = eventId;
    }

    /** What people are told of an event in one way, if they want to; nothing of most. */
    public static List<Notice> of(EventMessage<?> message, NotificationChannel channel) {
        Notices notices = new Notices(message.getIdentifier());
        if (message.getPayload() instanceof BookingEvent event) {
            notices.addOf(event);
        } else if (message.getPayload() instanceof TokensReceived event && event.bookingId() == null) {
            notices.add(event.walletId(), NotificationType.TOKENS_RECEIVED, event.payerId(), event.amount());
        } else if (message.getPayload() instanceof TokensIssued event && event.reason() != IssueReason.WELCOME_GRANT) {
            notices.add(event.walletId(), NotificationType.TOKENS_ISSUED, null, event.amount());
        } else if (message.getPayload() instanceof MessageSent event) {
            notices.addOf(event);
        } else if (message.getPayload() instanceof NotificationPosted event && event.channel() == channel) {
            notices.addOf(event);
        }
        return notices.notices;
    }

    private void addOf(BookingEvent event) {
        if (event instanceof BookingHeld) {
            addForMentor(NotificationType.BOOKING_REQUESTED, event);
        } else if (event instanceof BookingRejected) {
            addForLearner(NotificationType.BOOKING_REJECTED, event);
        } else if (event instanceof BookingConfirmed) {
            addForLearner(NotificationType.BOOKING_CONFIRMED, event);
        } else if (event instanceof BookingDeclined) {
            addForLearner(NotificationType.BOOKING_DECLINED, event);
        } else if (event instanceof BookingCancelled cancelled) {
            addForAllBut(cancelled.cancelledBy(), NotificationType.BOOKING_CANCELLED, event);
        } else if (event instanceof BookingSettled) {
            addForAllBut(null, NotificationType.BOOKING_SETTLED, event);
        } else if (event instanceof BookingExpired) {
            addForAllBut(null, NotificationType.BOOKING_EXPIRED, event);
        } else if (event instanceof BookingDelivered) {
            addForLearner(NotificationType.BOOKING_DELIVERED, event);
        } else if (event instanceof BookingNoShow noShow) {
            addForAllBut(noShow.reportedBy(), NotificationType.BOOKING_NO_SHOW, event);
        } else if (event instanceof BookingDisputed) {
            addForMentor(NotificationType.BOOKING_DISPUTED, event);
        } else if (event instanceof BookingResolved) {
            addForAllBut(null, NotificationType.BOOKING_RESOLVED, event);
        } else if (event instanceof RescheduleProposed proposed) {
            addForAllBut(proposed.proposedBy(), NotificationType.RESCHEDULE_PROPOSED, event);
        } else if (event instanceof RescheduleAccepted) {
            addForAllBut(null, NotificationType.RESCHEDULE_ACCEPTED, event);
        } else if (event instanceof RescheduleDeclined declined) {
            addForAllBut(declined.declinedBy(), NotificationType.RESCHEDULE_DECLINED, event);
        } else if (event instanceof SessionReminded) {
            addForAllBut(null, NotificationType.SESSION_REMINDER, event);
        }
    }

    private void addOf(MessageSent event) {
        notices.add(new Notice(
                idFor(event.recipientId()),
                event.recipientId(),
                NotificationType.CHAT_MESSAGE,
                event.conversationId(),
                event.senderId(),
                null,
                null,
                event.seq()));
    }

    private void addOf(NotificationPosted event) {
        notices.add(new Notice(
                event.notificationId(), event.accountId(), event.type(), null, null, null, event.textId(), null));
    }

    private void addForAllBut(UUID actor, NotificationType type, BookingEvent event) {
        if (!event.learnerId().equals(actor)) {
            addForLearner(type, event);
        }
        if (!event.mentorId().equals(actor)) {
            addForMentor(type, event);
        }
    }

    private void addForLearner(NotificationType type, BookingEvent event) {
        add(event.learnerId(), type, event, event.mentorId());
    }

    private void addForMentor(NotificationType type, BookingEvent event) {
        add(event.mentorId(), type, event, event.learnerId());
    }

    private void add(UUID accountId, NotificationType type, BookingEvent event, UUID counterpartyId) {
        notices.add(new Notice(idFor(accountId), accountId, type, event.bookingId(), counterpartyId, null, null, null));
    }

    private void add(UUID accountId, NotificationType type, UUID counterpartyId, long amount) {
        notices.add(new Notice(idFor(accountId), accountId, type, null, counterpartyId, amount, null, null));
    }

    /** The same event gives the same id, so that it is told once, and stays read after a rebuild. */
    private UUID idFor(UUID accountId) {
        return UUID.nameUUIDFromBytes((eventId + accountId).getBytes(UTF_8));
    }
}
