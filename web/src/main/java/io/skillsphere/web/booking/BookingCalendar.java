package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.web.mail.MailProperties;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;

/**
 * Bookings as files for calendars (RFC 5545, 5546). All files of a booking have one UID, and a SEQUENCE that rises with the
 * booking's version, so that a calendar moves or removes what it has. They name no e-mail address of anybody.
 */
@Component
public class BookingCalendar {

    private static final String TYPE = "text/calendar;method=%s;charset=UTF-8";

    private static final int LONGEST_LINE = 75;

    private static final Set<BookingStatus> CALLED_OFF =
            EnumSet.of(BookingStatus.REJECTED, BookingStatus.DECLINED, BookingStatus.EXPIRED, BookingStatus.CANCELLED);
    private static final Set<BookingStatus> NOT_SURE = EnumSet.of(BookingStatus.REQUESTED, BookingStatus.PENDING);

    private final MailProperties mail;

    BookingCalendar(MailProperties mail) {
        this.mail = mail;
    }

    /** A file: its media type with the method, and its bytes in UTF-8. */
    public record File(String type, byte[] content) {}

    /** The file of a booking as it is now; the same booking gives the same bytes. */
    public File of(BookingResource booking) {
        boolean calledOff = CALLED_OFF.contains(booking.status());
        VEvent event = new VEvent(false)
                .add(new Uid(booking.id() + "@skillsphere"))
                .add(new Sequence((int) Math.min(booking.version(), Integer.MAX_VALUE)))
                .add(new DtStamp(seconds(booking.updatedAt())))
                .add(new LastModified(seconds(booking.updatedAt())))
                .add(new DtStart<>(seconds(booking.startsAt())))
                .add(new DtEnd<>(seconds(booking.endsAt())))
                .add(new Summary(summary(booking)))
                .add(new Url(URI.create(mail.page("bookings/" + booking.id()))))
                .add(organizer())
                .add(status(booking.status(), calledOff));
        if (booking.note() != null) {
            event.add(new Description(printable(booking.note())));
        }
        Calendar calendar = new Calendar()
                .add(new ProdId("-//SkillSphere//Bookings//EN"))
                .add(ImmutableVersion.VERSION_2_0)
                .add(ImmutableCalScale.GREGORIAN)
                .add(calledOff ? ImmutableMethod.CANCEL : ImmutableMethod.PUBLISH);
        calendar.add(event);
        return new File(TYPE.formatted(calledOff ? "CANCEL" : "PUBLISH"), folded(calendar.toString()));
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Status status(BookingStatus status, boolean calledOff) {
        if (calledOff) {
            return ImmutableStatus.VEVENT_CANCELLED;
        }
        return NOT_SURE.contains(status) ? ImmutableStatus.VEVENT_TENTATIVE : ImmutableStatus.VEVENT_CONFIRMED;
    }

    private static String summary(BookingResource booking) {
        String people = Stream.of(booking.mentorName(), booking.learnerName())
                .filter(name -> name != null)
                .collect(Collectors.joining(", "));
        String skill = booking.skillName() == null ? "A session" : booking.skillName();
        return printable(people.isEmpty() ? skill : skill + " (" + people + ")");
    }

    /** The format has no way to write control characters but the end of a line. */
    private static String printable(String text) {
        return text.replaceAll("\\R", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }

    /** Where answers go is where our mail comes from. */
    private Organizer organizer() {
        try {
            InternetAddress from = new InternetAddress(mail.from());
            Organizer organizer = new Organizer(URI.create("mailto:" + from.getAddress()));
            organizer.add(new Cn("SkillSphere"));
            return organizer;
        } catch (AddressException e) {
            throw new IllegalStateException("skillsphere.mail.from is no address.", e);
        }
    }

    /** Folded by octets at the boundaries of characters, as RFC 5545 asks; ical4j folds by UTF-16 units and halves some. */
    private static byte[] folded(String lines) {
        StringBuilder folded = new StringBuilder();
        lines.lines().forEach(line -> {
            int octets = 0;
            for (int character : line.codePoints().toArray()) {
                String one = Character.toString(character);
                int size = one.getBytes(StandardCharsets.UTF_8).length;
                if (octets + size > LONGEST_LINE) {
                    folded.append("\r\n ");
                    octets = 1;
                }
                folded.append(one);
                octets += size;
            }
            folded.append("\r\n");
        });
        return folded.toString().getBytes(StandardCharsets.UTF_8);
    }
}
