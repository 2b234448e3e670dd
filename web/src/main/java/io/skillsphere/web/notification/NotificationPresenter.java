package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts names and sentences into notifications. */
@Component
public class NotificationPresenter {

    private final AccountDirectory accounts;
    private final TextReader texts;

    NotificationPresenter(AccountDirectory accounts, TextReader texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    /** The notifications in the given order, as their owner sees them. */
    public List<NotificationResource> present(List<NotificationView> notifications) {
        Map<UUID, String> namesById = accounts.names(notifications.stream()
                .map(NotificationView::counterpartyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<UUID, WrittenText> textsById = texts.read(notifications.stream().map(NotificationView::textId));
        return notifications.stream()
                .map(notification -> present(
                        notification,
                        namesById.get(notification.counterpartyId()),
                        textsById.get(notification.textId())))
                .toList();
    }

    private static NotificationResource present(
            NotificationView notification, String counterpartyName, WrittenText text) {
        return new NotificationResource(
                notification.id(),
                notification.type(),
                sentence(notification, Objects.requireNonNullElse(counterpartyName, "Somebody"), text),
                notification.bookingId(),
                notification.counterpartyId(),
                counterpartyName,
                notification.amount(),
                notification.read(),
                notification.createdAt());
    }

    private static String sentence(NotificationView notification, String counterparty, WrittenText text) {
        return switch (notification.type()) {
            case BOOKING_REQUESTED -> counterparty + " would like to book you; please confirm or decline.";
            case BOOKING_REJECTED -> "Your booking was not made, since the tokens could not be held.";
            case BOOKING_CONFIRMED -> counterparty + " confirmed your booking.";
            case BOOKING_DECLINED -> counterparty + " declined your booking; your tokens are yours again.";
            case BOOKING_CANCELLED -> counterparty + " cancelled a booking with you.";
            case BOOKING_SETTLED -> "Your booking with " + counterparty + " is settled.";
            case BOOKING_EXPIRED -> "A booking with " + counterparty + " expired: nobody confirmed it in time.";
            case BOOKING_DELIVERED -> counterparty + " says that your session was given. Complete it, or dispute that.";
            case BOOKING_NO_SHOW -> counterparty + " says that you did not come to your session.";
            case BOOKING_DISPUTED -> counterparty + " disputes your session; an administrator will decide.";
            case BOOKING_RESOLVED -> "The dispute about your session with " + counterparty + " is decided.";
            case RESCHEDULE_PROPOSED -> counterparty + " would like another time; please accept or decline.";
            case RESCHEDULE_ACCEPTED -> "Your session with " + counterparty + " has a new time.";
            case RESCHEDULE_DECLINED -> counterparty + " does not want another time: the session stays when it is.";
            case SESSION_REMINDER -> "Your session with " + counterparty + " starts soon.";
            case TOKENS_ISSUED -> "You were given %d tokens.".formatted(notification.amount());
            case CHAT_MESSAGE -> counterparty + " wrote to you.";
            case ANNOUNCEMENT -> text == null ? "What was said here is gone." : text.body();
            case PASSWORD_CHANGED -> "Your password was changed. If it was not you, ask for a new one at once.";
            case TOKENS_RECEIVED -> "%s sent you %d tokens.".formatted(counterparty, notification.amount());
        };
    }
}
