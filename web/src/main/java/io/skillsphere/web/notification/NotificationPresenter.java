package io.skillsphere.web.notification;

import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.web.identity.AccountDirectory;
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

    NotificationPresenter(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    /** The notifications in the given order, as their owner sees them. */
    public List<NotificationResource> present(List<NotificationView> notifications) {
        Map<UUID, String> namesById = accounts.names(notifications.stream()
                .map(NotificationView::counterpartyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return notifications.stream()
                .map(notification -> present(notification, namesById.get(notification.counterpartyId())))
                .toList();
    }

    private static NotificationResource present(NotificationView notification, String counterpartyName) {
        return new NotificationResource(
                notification.id(),
                notification.type(),
                sentence(notification, Objects.requireNonNullElse(counterpartyName, "Somebody")),
                notification.bookingId(),
                notification.counterpartyId(),
                counterpartyName,
                notification.amount(),
                notification.read(),
                notification.createdAt());
    }

    private static String sentence(NotificationView notification, String counterparty) {
        return switch (notification.type()) {
            case BOOKING_REQUESTED -> counterparty + " would like to book you; please confirm or decline.";
            case BOOKING_REJECTED -> "Your booking was not made, since the tokens could not be held.";
            case BOOKING_CONFIRMED -> counterparty + " confirmed your booking.";
            case BOOKING_DECLINED -> counterparty + " declined your booking; your tokens are yours again.";
            case BOOKING_CANCELLED -> counterparty + " cancelled a booking with you.";
            case BOOKING_SETTLED -> "Your booking with " + counterparty + " is settled.";
            case TOKENS_RECEIVED -> "%s sent you %d tokens.".formatted(counterparty, notification.amount());
        };
    }
}
