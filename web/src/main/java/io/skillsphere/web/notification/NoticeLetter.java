package io.skillsphere.web.notification;

import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversation;
import io.skillsphere.api.chat.FindFirstUnread;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.notification.FindPreferences;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PreferencesView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.query.notification.Notice;
import io.skillsphere.web.booking.BookingCalendar;
import io.skillsphere.web.booking.BookingPresenter;
import io.skillsphere.web.booking.BookingResource;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.AccountView;
import io.skillsphere.web.mail.Letter;
import io.skillsphere.web.mail.Mail;
import io.skillsphere.web.mail.Mail.Attachment;
import io.skillsphere.web.mail.MailProperties;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells by mail what happened, to those who want to be told so and whose address is theirs. */
@Component
class NoticeLetter implements Letter {

    static final String KIND = "notification";

    private final AccountDirectory accounts;
    private final QueryGateway queries;
    private final BookingPresenter bookings;
    private final BookingCalendar calendar;
    private final TextReader texts;
    private final Unsubscribing unsubscribing;
    private final MailProperties mail;
    private final JsonMapper json;

    NoticeLetter(
            AccountDirectory accounts,
            QueryGateway queries,
            BookingPresenter bookings,
            BookingCalendar calendar,
            TextReader texts,
            Unsubscribing unsubscribing,
            MailProperties mail,
            JsonMapper json) {
        this.accounts = accounts;
        this.queries = queries;
        this.bookings = bookings;
        this.calendar = calendar;
        this.texts = texts;
        this.unsubscribing = unsubscribing;
        this.mail = mail;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(UUID accountId, String reference) {
        Notice notice = json.readValue(reference, Notice.class);
        PreferencesView preferences = queries.query(new FindPreferences(accountId), PreferencesView.class)
                .join();
        return accounts.find(accountId)
                .filter(AccountView::emailVerified)
                .filter(account -> preferences.wants(notice.type(), NotificationChannel.EMAIL))
                .filter(account -> notice.type() != NotificationType.CHAT_MESSAGE || isFirstUnread(notice))
                .map(account -> write(notice, account, preferences));
    }

    private Mail write(Notice notice, AccountView account, PreferencesView preferences) {
        BookingResource booking = booking(notice);
        NoticeWording wording = new NoticeWording(
                account.name(), counterparty(notice), booking, text(notice), preferences.zone(), mail);
        return new Mail(
                account.email(),
                wording.subject(notice),
                wording.of(notice),
                changesCalendar(notice.type()) ? file(booking) : null,
                notice.type().isSecurity() ? null : unsubscribing.link(account.id(), notice.type()));
    }

    private static boolean changesCalendar(NotificationType type) {
        return switch (type) {
            case BOOKING_CONFIRMED, BOOKING_CANCELLED, RESCHEDULE_ACCEPTED -> true;
            default -> false;
        };
    }

    private Attachment file(BookingResource booking) {
        BookingCalendar.File file = calendar.of(booking);
        return new Attachment("booking.ics", file.type(), file.content());
    }

    /** Of many that are not read, the first alone is mailed, and none of those that have been read meanwhile. */
    private boolean isFirstUnread(Notice notice) {
        queries.query(
                        new FindConversation(notice.bookingId(), notice.accountId()),
                        ResponseTypes.optionalInstanceOf(ConversationView.class))
                .join()
                .filter(conversation -> conversation.lastSeq() >= notice.seq())
                .orElseThrow(() -> new IllegalStateException("The read side does not show this message yet."));
        return queries.query(
                        new FindFirstUnread(notice.bookingId(), notice.accountId()),
                        ResponseTypes.optionalInstanceOf(MessageView.class))
                .join()
                .filter(message -> message.seq() == notice.seq())
                .isPresent();
    }

    private String counterparty(Notice notice) {
        return Optional.ofNullable(notice.counterpartyId())
                .map(id -> accounts.names(List.of(id)).get(id))
                .orElse("Somebody");
    }

    private BookingResource booking(Notice notice) {
        if (notice.bookingId() == null) {
            return null;
        }
        BookingView booking = queries.query(
                        new FindBooking(notice.bookingId()), ResponseTypes.optionalInstanceOf(BookingView.class))
                .join()
                .orElseThrow(() -> new IllegalStateException("The read side does not show this booking yet."));
        return bookings.present(List.of(booking)).get(0);
    }

    private String text(Notice notice) {
        return texts.read(Stream.of(notice.textId())).values().stream()
                .findFirst()
                .map(WrittenText::body)
                .orElse(null);
    }
}
