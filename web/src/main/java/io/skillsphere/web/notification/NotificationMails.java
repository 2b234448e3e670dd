package io.skillsphere.web.notification;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.notification.InboxEvent.NotificationPosted;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.wallet.WalletEvent;
import io.skillsphere.query.notification.Notice;
import io.skillsphere.query.notification.Notices;
import io.skillsphere.web.mail.Outbox;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a mail into the outbox for all that people are told. Not a projection: it begins at the end of the log and sees each
 * event once, and whatever is rebuilt, nobody is mailed again.
 */
@Component
@ProcessingGroup(NotificationMails.GROUP)
@DisallowReplay
class NotificationMails {

    static final String GROUP = "mails";

    private final Outbox outbox;
    private final JsonMapper json;
    private final Duration awayAfter;

    NotificationMails(
            Outbox outbox, JsonMapper json, @Value("${skillsphere.chat.away-after:PT10M}") Duration awayAfter) {
        this.outbox = outbox;
        this.json = json;
        this.awayAfter = awayAfter;
    }

    @EventHandler
    void on(BookingEvent event, EventMessage<?> message) {
        put(message);
    }

    @EventHandler
    void on(WalletEvent event, EventMessage<?> message) {
        put(message);
    }

    @EventHandler
    void on(MessageSent event, EventMessage<?> message) {
        put(message);
    }

    @EventHandler
    void on(NotificationPosted event, EventMessage<?> message) {
        put(message);
    }

    private void put(EventMessage<?> message) {
        List<Notice> notices = Notices.of(message, NotificationChannel.EMAIL);
        for (Notice notice : notices) {
            Duration after = notice.type() == NotificationType.CHAT_MESSAGE ? awayAfter : Duration.ZERO;
            outbox.put(notice.id(), NoticeLetter.KIND, notice.accountId(), json.writeValueAsString(notice), after);
        }
    }
}
