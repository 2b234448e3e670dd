package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.web.mail.MailProperties;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one library writes is read by another. */
class BookingCalendarTest {

    private static final UUID ID = UUID.fromString("0b0a7c1e-6f0d-4d0e-9a51-0c1f6f1f0001");
    private static final Instant START = Instant.parse("2030-03-31T00:30:00Z");

    private final BookingCalendar calendar = new BookingCalendar(new MailProperties(
            "",
            "Skill Sphere <bookings@skillsphere.test>",
            "https://skillsphere.test/",
            "",
            Duration.ofMinutes(1),
            1,
            Duration.ofDays(1)));

    @Test
    void a_session_is_an_event_at_its_time_in_utc() throws IOException {
        String file = text(booking(BookingStatus.CONFIRMED, 2, "Piano", "Clara", "Tom", "I have a keyboard."));

        assertThat(file)
                .contains("DTSTART:20300331T003000Z\r\n", "DTEND:20300331T013000Z\r\n", "SEQUENCE:2\r\n")
                .contains("METHOD:PUBLISH\r\n", "VERSION:2.0\r\n");
        VEvent event = event(file);
        assertThat(value(event, "UID")).isEqualTo(ID + "@skillsphere");
        assertThat(value(event, "DTSTART")).isEqualTo("20300331T003000Z");
        assertThat(value(event, "DTEND")).isEqualTo("20300331T013000Z");
        assertThat(value(event, "DTSTAMP")).isEqualTo("20300330T003000Z");
        assertThat(value(event, "SUMMARY")).isEqualTo("Piano (Clara, Tom)");
        assertThat(value(event, "DESCRIPTION")).isEqualTo("I have a keyboard.");
        assertThat(value(event, "URL")).isEqualTo("https://skillsphere.test/bookings/" + ID);
        assertThat(value(event, "ORGANIZER")).isEqualTo("mailto:bookings@skillsphere.test");
        assertThat(value(event, "ATTENDEE")).isNull();
        assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
    }

    @ParameterizedTest
    @EnumSource(BookingStatus.class)
    void what_is_off_is_taken_away_and_what_is_not_confirmed_is_tentative(BookingStatus status) throws IOException {
        String file = text(booking(status, 3, "Piano", "Clara", "Tom", null));

        String said = value(event(file), "STATUS");
        switch (status) {
            case REJECTED, DECLINED, EXPIRED, CANCELLED -> {
                assertThat(said).isEqualTo("CANCELLED");
                assertThat(file).contains("METHOD:CANCEL\r\n");
            }
            case REQUESTED, PENDING -> assertThat(said).isEqualTo("TENTATIVE");
            default -> assertThat(said).isEqualTo("CONFIRMED");
        }
    }

    @Test
    void a_booking_that_changed_has_the_same_uid_and_a_higher_sequence() throws IOException {
        VEvent before = event(text(booking(BookingStatus.CONFIRMED, 2, "Piano", "Clara", "Tom", null)));
        VEvent after = event(text(booking(BookingStatus.CANCELLED, 3, "Piano", "Clara", "Tom", null)));

        assertThat(value(after, "UID")).isEqualTo(value(before, "UID"));
        assertThat(value(before, "SEQUENCE")).isEqualTo("2");
        assertThat(value(after, "SEQUENCE")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a, b; c: d \\ e \"f\"",
                "line one\nline two\n\nEND:VEVENT\nBEGIN:VEVENT",
                "\\n is not the end of a line, and neither is \\\\n",
                "Zoë Müller 日本語 \uD83C\uDFB9",
                "ATTACH:file:///etc/passwd\nX-EVIL:1"
            })
    void whatever_people_write_is_read_as_they_wrote_it(String text) throws IOException {
        VEvent event = event(text(booking(BookingStatus.PENDING, 1, text, text, text, text)));

        assertThat(value(event, "DESCRIPTION")).isEqualTo(text);
        assertThat(value(event, "SUMMARY")).isEqualTo("%s (%s, %s)".formatted(text, text, text));
        assertThat(value(event, "X-EVIL")).isNull();
        assertThat(value(event, "ATTACH")).isNull();
    }

    @Test
    void characters_that_take_many_bytes_are_never_cut_and_no_line_is_too_long() throws IOException {
        String pianos = "\uD83C\uDFB9".repeat(60) + "é".repeat(200);
        for (String note :
                IntStream.range(0, 80).mapToObj("x"::repeat).map(pianos::concat).toList()) {
            String shifted = note.substring(pianos.length()) + pianos;
            String file = text(booking(BookingStatus.PENDING, 1, "Piano", "Clara", "Tom", shifted));

            assertThat(value(event(file), "DESCRIPTION")).isEqualTo(shifted);
            assertThat(Arrays.stream(file.split("\r\n")))
                    .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        }
    }

    @Test
    void control_characters_are_left_out_and_every_end_of_a_line_is_one() throws IOException {
        VEvent event = event(text(booking(BookingStatus.PENDING, 1, "a\u0007b", "c\u001b[0m", null, "1\r\n2\r3")));

        assertThat(value(event, "SUMMARY")).isEqualTo("ab (c[0m)");
        assertThat(value(event, "DESCRIPTION")).isEqualTo("1\n2\n3");
    }

    @Test
    void erased_names_and_texts_are_not_missed() throws IOException {
        assertThat(value(event(text(booking(BookingStatus.SETTLED, 5, null, null, null, null))), "SUMMARY"))
                .isEqualTo("A session");
    }

    private String text(BookingResource booking) {
        return new String(calendar.of(booking).content(), StandardCharsets.UTF_8);
    }

    private static VEvent event(String file) throws IOException {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(file));
            assertThat(calendar.validate().getEntries()).isEmpty();
            assertThat(calendar.getComponents()).hasSize(1);
            return (VEvent) calendar.getComponents().get(0);
        } catch (ParserException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).map(Property::getValue).orElse(null);
    }

    private static BookingResource booking(
            BookingStatus status, long version, String skill, String mentor, String learner, String note) {
        return new BookingResource(
                ID,
                UUID.randomUUID(),
                learner,
                UUID.randomUUID(),
                mentor,
                UUID.randomUUID(),
                skill,
                note,
                START,
                START.plusSeconds(3600),
                3,
                status,
                null,
                null,
                new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72)),
                version,
                START.minusSeconds(90_000),
                START.minusSeconds(86_400));
    }
}
