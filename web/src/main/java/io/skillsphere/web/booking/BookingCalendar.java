package io.skillsphere.web.booking;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.web.mail.MailProperties;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        VEvent event = new VEvent();
        event.setUid(booking.id() + "@skillsphere");
        event.setSequence((int) Math.min(booking.version(), Integer.MAX_VALUE));
        event.setDateTimeStamp(Date.from(booking.updatedAt()));
        event.setLastModified(Date.from(booking.updatedAt()));
        event.setDateStart(Date.from(booking.startsAt()));
        event.setDateEnd(Date.from(booking.endsAt()));
        event.setSummary(summary(booking));
        event.setUrl(mail.page("bookings/" + booking.id()));
        event.setOrganizer(organizer());
        event.setStatus(status(booking.status(), calledOff));
        if (booking.note() != null) {
            event.setDescription(printable(booking.note()));
        }
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//SkillSphere//Bookings//EN");
        calendar.setMethod(calledOff ? Method.cancel() : Method.publish());
        calendar.addEvent(event);
        return new File(TYPE.formatted(calledOff ? "CANCEL" : "PUBLISH"), folded(unfolded(calendar)));
    }

    private static Status status(BookingStatus status, boolean calledOff) {
        if (calledOff) {
            return Status.cancelled();
        }
        return NOT_SURE.contains(status) ? Status.tentative() : Status.confirmed();
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
            return new Organizer("SkillSphere", new InternetAddress(mail.from()).getAddress());
        } catch (AddressException e) {
            throw new IllegalStateException("skillsphere.mail.from is no address.", e);
        }
    }

    private static String unfolded(ICalendar calendar) {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Folded by octets at the boundaries of characters, as RFC 5545 asks; the library would fold by UTF-16 units. */
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
