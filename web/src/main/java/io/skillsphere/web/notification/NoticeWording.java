package io.skillsphere.web.notification;

import io.skillsphere.query.notification.Notice;
import io.skillsphere.web.booking.BookingResource;
import io.skillsphere.web.mail.Mail.Button;
import io.skillsphere.web.mail.Mail.Wording;
import io.skillsphere.web.mail.MailProperties;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How a mail says what happened, with times as the recipient's clock shows them.
 *
 * @param booking what it is about, or null
 * @param text what somebody had to say, or null
 */
record NoticeWording(
        String name, String counterparty, BookingResource booking, String text, ZoneId zone, MailProperties mail) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    String subject(Notice notice) {
        return switch (notice.type()) {
            case BOOKING_REQUESTED -> "%s would like to book you".formatted(counterparty);
            case BOOKING_REJECTED -> "Your booking was not made";
            case BOOKING_CONFIRMED -> "%s confirmed your session".formatted(counterparty);
            case BOOKING_DECLINED -> "%s declined your booking".formatted(counterparty);
            case BOOKING_CANCELLED -> "Your session with %s is cancelled".formatted(counterparty);
            case BOOKING_SETTLED -> "Your session with %s is settled".formatted(counterparty);
            case BOOKING_EXPIRED -> "A booking with %s expired".formatted(counterparty);
            case BOOKING_DELIVERED -> "Did your session with %s take place?".formatted(counterparty);
            case BOOKING_NO_SHOW -> "%s says that you did not come".formatted(counterparty);
            case BOOKING_DISPUTED -> "%s disputes your session".formatted(counterparty);
            case BOOKING_RESOLVED -> "The dispute with %s is decided".formatted(counterparty);
            case RESCHEDULE_PROPOSED -> "%s would like another time".formatted(counterparty);
            case RESCHEDULE_ACCEPTED -> "Your session with %s has a new time".formatted(counterparty);
            case RESCHEDULE_DECLINED -> "Your session with %s stays when it is".formatted(counterparty);
            case SESSION_REMINDER -> "Your session with %s starts soon".formatted(counterparty);
            case TOKENS_RECEIVED -> "%s sent you %s".formatted(counterparty, tokens(notice.amount()));
            case TOKENS_ISSUED -> "You were given " + tokens(notice.amount());
            case CHAT_MESSAGE -> "%s wrote to you".formatted(counterparty);
            case ANNOUNCEMENT -> "A message from SkillSphere";
            case PASSWORD_CHANGED -> "Your password was changed";
        };
    }

    Wording of(Notice notice) {
        List<String> paragraphs = Stream.of(what(notice), booking == null ? null : session())
                .filter(Objects::nonNull)
                .toList();
        return new Wording("Hello " + name + ",", paragraphs, button(notice), "You have an account at SkillSphere.");
    }

    private String what(Notice notice) {
        return switch (notice.type()) {
            case BOOKING_REQUESTED ->
                "%s would like to have a session with you. Please confirm or decline; until you do, the learner's tokens are"
                                .formatted(counterparty)
                        + " set aside.";
            case BOOKING_REJECTED -> "Your booking was not made: the tokens for it could not be set aside.";
            case BOOKING_CONFIRMED -> "%s confirmed your session.".formatted(counterparty);
            case BOOKING_DECLINED -> "%s can't give this session. Your tokens are yours again.".formatted(counterparty);
            case BOOKING_CANCELLED ->
                "Your session with %s will not take place: it was cancelled.".formatted(counterparty);
            case BOOKING_SETTLED ->
                "Your session with %s is settled: the tokens have reached the mentor. You can now say how it was."
                        .formatted(counterparty);
            case BOOKING_EXPIRED ->
                "Your booking with %s was not confirmed in time. The tokens are the learner's again."
                        .formatted(counterparty);
            case BOOKING_DELIVERED ->
                "%s says that your session was given. Complete the booking, or dispute it if it was not; after a while it is completed by itself."
                        .formatted(counterparty);
            case BOOKING_NO_SHOW -> "%s says that you did not come to your session.".formatted(counterparty);
            case BOOKING_DISPUTED ->
                "%s says that your session was not as agreed. An administrator will decide; you can both write about it in the chat of the booking."
                        .formatted(counterparty);
            case BOOKING_RESOLVED ->
                "The dispute about your session with %s is decided, and the tokens are on their way."
                        .formatted(counterparty);
            case RESCHEDULE_PROPOSED ->
                "%s would like to have your session at another time. Please accept or decline; until then it stays when it is."
                        .formatted(counterparty);
            case RESCHEDULE_ACCEPTED -> "Your session with %s takes place at another time.".formatted(counterparty);
            case RESCHEDULE_DECLINED ->
                "The proposal of another time is off the table: your session with %s stays when it is."
                        .formatted(counterparty);
            case SESSION_REMINDER -> "Your session with %s starts soon.".formatted(counterparty);
            case TOKENS_RECEIVED -> "%s sent you %s.".formatted(counterparty, tokens(notice.amount()));
            case TOKENS_ISSUED -> "You were given %s.".formatted(tokens(notice.amount()));
            case CHAT_MESSAGE ->
                "%s wrote to you about this session, and you have not read it yet.".formatted(counterparty);
            case ANNOUNCEMENT -> Objects.requireNonNullElse(text, "What was said here is gone.");
            case PASSWORD_CHANGED -> "Your password was changed. If it was not you, ask for a new one at once.";
        };
    }

    private String session() {
        return "%s\n%s\n%s"
                .formatted(
                        Objects.requireNonNullElse(booking.skillName(), "A session"),
                        when(booking.startsAt(), booking.endsAt()),
                        tokens(booking.priceTokens()));
    }

    private String when(Instant from, Instant to) {
        return "%s–%s (%s)".formatted(DAY.format(from.atZone(zone)), HOUR.format(to.atZone(zone)), zone.getId());
    }

    private Button button(Notice notice) {
        return switch (notice.type()) {
            case CHAT_MESSAGE -> new Button("Read it", mail.page("bookings/" + notice.bookingId() + "/chat"));
            case TOKENS_RECEIVED, TOKENS_ISSUED -> new Button("See my wallet", mail.page("wallet"));
            case ANNOUNCEMENT, PASSWORD_CHANGED -> null;
            default -> new Button("See the booking", mail.page("bookings/" + notice.bookingId()));
        };
    }

    private static String tokens(long amount) {
        return amount == 1 ? "1 token" : amount + " tokens";
    }
}
