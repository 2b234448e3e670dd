package io.skillsphere.web.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.MailedEndToEnd;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people are told by mail. */
class NotificationMailTest extends MailedEndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private EventProcessingConfiguration processing;

    private ApiClient mentor;
    private ApiClient learner;

    @BeforeEach
    void twoPeople() {
        mentor = verified("MENTOR");
        learner = verified("LEARNER");
    }

    @Test
    void a_request_and_its_answer_are_mailed_with_times_as_the_recipients_clock_shows_them() {
        learner.put("/api/notifications/preferences", Map.of("timeZone", "Asia/Tokyo", "types", List.of()), Map.of())
                .expect(200);
        String booking = book("2031-03-01T15:00:00Z");

        assertThat(text(mailTo(mentor, "Test LEARNER would like to book you")))
                .contains(
                        "Hello Test MENTOR,",
                        "Piano for beginners\nSaturday, 1 March 2031, 15:00–16:00 (UTC)\n2 tokens",
                        "https://app.example/bookings/" + booking);
        mentor.post("/api/bookings/" + booking + "/confirm").expect(200);

        MimeMessage confirmed = mailTo(learner, "Test MENTOR confirmed your session");
        assertThat(text(confirmed)).contains("Sunday, 2 March 2031, 00:00–01:00 (Asia/Tokyo)");
        assertThat(html(confirmed))
                .contains("Piano for beginners<br>\nSunday, 2 March 2031, 00:00–01:00 (Asia/Tokyo)")
                .contains(">See the booking</a>");
    }

    @Test
    void a_confirmation_brings_the_session_into_the_calendar_and_a_cancellation_takes_it_out() {
        String path = "/api/bookings/" + book("2031-03-01T15:00:00Z");
        mentor.post(path + "/confirm").expect(200);

        VEvent added = calendar(mailTo(learner, "confirmed your session"), "PUBLISH");
        assertThat(value(added, "DTSTART")).isEqualTo("20310301T150000Z");
        assertThat(value(added, "SUMMARY")).isEqualTo("Piano for beginners (Test MENTOR, Test LEARNER)");
        assertThat(file(mailTo(learner, "confirmed your session")).content())
                .isEqualTo(
                        learner.get(path + "/calendar.ics").expect(200).body().asText());

        mentor.post(path + "/cancel").expect(200);
        VEvent removed = calendar(mailTo(learner, "is cancelled"), "CANCEL");
        assertThat(value(removed, "UID")).isEqualTo(value(added, "UID"));
        assertThat(Integer.parseInt(value(removed, "SEQUENCE")))
                .isGreaterThan(Integer.parseInt(value(added, "SEQUENCE")));
        assertThat(file(mailTo(mentor, "would like to book you"))).isNull();
    }

    private record CalendarFile(String type, String content) {}

    private static VEvent calendar(MimeMessage mail, String method) {
        CalendarFile file = file(mail);
        assertThat(file.type()).startsWith("text/calendar").contains("method=" + method);
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(file.content()));
            assertThat(calendar.getMethod().getValue()).isEqualTo(method);
            return (VEvent) calendar.getComponents().get(0);
        } catch (IOException | ParserException e) {
            throw new AssertionError(e);
        }
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).map(Property::getValue).orElseThrow();
    }

    /** What is attached to the mail; null for nothing. */
    private static CalendarFile file(MimeMessage mail) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if ("booking.ics".equals(part.getFileName())) {
                    return new CalendarFile(
                            part.getContentType(),
                            new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return null;
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_written_while_one_is_away_is_mailed_once_and_not_at_all_if_it_was_read() {
        String booking = book("2031-03-01T15:00:00Z");
        String conversation = "/api/chat/conversations/" + booking;
        learner.post(conversation + "/messages", Map.of("text", "Seen at once")).expect(201);
        mentor.put(conversation + "/read", Map.of("upTo", 1), Map.of()).expect(200);
        learner.post(conversation + "/messages", Map.of("text", "A secret")).expect(201);
        learner.post(conversation + "/messages", Map.of("text", "And another")).expect(201);

        MimeMessage mail = mailTo(mentor, "Test LEARNER wrote to you");
        awaitNothingWaits();

        assertThat(text(mail)).contains("https://app.example/bookings/" + booking + "/chat");
        assertThat(text(mail)).as("what was said stays in the conversation").doesNotContain("secret");
        assertThat(mailsTo(mentor))
                .filteredOn(found -> subject(found).contains("wrote to you"))
                .hasSize(1);
    }

    @Test
    void the_link_in_a_mail_stops_mails_of_its_kind_when_it_is_posted_and_only_then() throws Exception {
        book("2031-03-01T15:00:00Z");
        MimeMessage mail = mailTo(mentor, "would like to book you");
        String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(text(mail)).contains("Stop mails of this kind: " + link);
        assertThat(link).startsWith("https://app.example/api/notifications/unsubscribe?token=");

        HttpResponse<String> asked = follow(link, "GET");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("<form method=\"post\">");
        assertThat(email("BOOKING_REQUESTED")).isTrue();

        assertThat(follow(link, "POST").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> !email("BOOKING_REQUESTED"));
        assertThat(email("BOOKING_CANCELLED")).isTrue();
        assertThat(follow(link, "POST").statusCode()).as("again").isEqualTo(200);

        String second = book("2031-03-02T15:00:00Z");
        learner.post("/api/bookings/" + second + "/cancel").expect(200);
        mailTo(mentor, "is cancelled");
        awaitNothingWaits();
        assertThat(mailsTo(mentor))
                .filteredOn(found -> subject(found).contains("would like"))
                .hasSize(1);
        assertThat(mentor.get("/api/notifications").body().path("items"))
                .as("in the inbox all is told as before")
                .hasSize(3);
    }

    @Test
    void a_link_that_we_did_not_sign_stops_nothing() throws Exception {
        book("2031-03-01T15:00:00Z");
        String link = mailTo(mentor, "would like to book you")
                .getHeader("List-Unsubscribe")[0]
                .replaceAll("[<>]", "");
        int token = link.indexOf("token=") + "token=".length();
        String flipped = link.charAt(token) == 'A' ? "B" : "A";

        for (String forged : List.of(
                link.substring(0, token) + flipped + link.substring(token + 1),
                link.substring(0, token),
                link.substring(0, token) + "no base64!",
                link.substring(0, link.length() - 4))) {
            for (String method : List.of("GET", "POST")) {
                HttpResponse<String> answer = follow(forged.replace(" ", "%20"), method);
                assertThat(answer.statusCode()).as("%s of %s", method, forged).isEqualTo(400);
            }
        }
        assertThat(email("BOOKING_REQUESTED")).isTrue();
    }

    @Test
    void who_does_not_want_mail_of_a_kind_gets_none_and_safety_is_not_a_matter_of_taste() {
        Map<String, Object> noMail = Map.of("type", "BOOKING_REQUESTED", "inApp", true, "email", false);
        mentor.put("/api/notifications/preferences", Map.of("types", List.of(noMail)), Map.of())
                .expect(200);
        assertThat(email("BOOKING_REQUESTED")).isFalse();

        String booking = book("2031-03-01T15:00:00Z");
        learner.post("/api/bookings/" + booking + "/cancel").expect(200);

        mailTo(mentor, "is cancelled");
        awaitNothingWaits();
        assertThat(mailsTo(mentor)).noneMatch(mail -> subject(mail).contains("would like"));
        Map<String, Object> deaf = Map.of("type", "PASSWORD_CHANGED", "inApp", true, "email", false);
        assertThat(mentor.put("/api/notifications/preferences", Map.of("types", List.of(deaf)), Map.of())
                        .problem(400))
                .isEqualTo("validation-failed");
        assertThat(mentor.put(
                                "/api/notifications/preferences",
                                Map.of("timeZone", "Mars/Olympus", "types", List.of()),
                                Map.of())
                        .problem(400))
                .isEqualTo("validation-failed");
    }

    @Test
    void a_rebuild_of_the_projections_mails_nobody() {
        book("2031-03-01T15:00:00Z");
        mailTo(mentor, "would like to book you");
        awaitNothingWaits();
        long before = mails();
        ApiClient admin = admin();

        for (String projection : List.of("bookings", "notifications", "chat")) {
            String rebuild = admin.post("/api/admin/projections/" + projection + "/rebuild")
                    .expect(202)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            await().atMost(PATIENCE)
                    .until(() -> admin.get(rebuild).text("state").equals("DONE"));
        }

        assertThat(mails()).isEqualTo(before);
        assertThat(mailsTo(mentor)).hasSize(2);
        assertThat(processing
                        .eventProcessor("mails", StreamingEventProcessor.class)
                        .orElseThrow()
                        .supportsReset())
                .as("can be replayed")
                .isFalse();
    }

    @Test
    void an_administrator_reaches_somebody_by_mail_or_in_the_inbox() {
        ApiClient admin = admin();
        admin.post(
                        "/api/notifications/send",
                        Map.of("type", "email", "recipient", learner.email(), "message", "Dear <you>,\nwe are back."))
                .expect(202);
        MimeMessage mail = mailTo(learner, "A message from SkillSphere");
        assertThat(text(mail)).contains("Dear <you>,\nwe are back.");
        assertThat(html(mail)).contains("Dear &lt;you&gt;,<br>\nwe are back.");
        assertThat(learner.get("/api/notifications/unread-count").number("unread"))
                .isZero();

        admin.post(
                        "/api/notifications/send",
                        Map.of("type", "websocket", "recipient", learner.accountId(), "message", "Look at this."))
                .expect(202);
        await().atMost(PATIENCE)
                .until(() -> learner.get("/api/notifications/unread-count").number("unread") == 1);
        assertThat(learner.get("/api/notifications")
                        .body()
                        .at("/items/0/message")
                        .asText())
                .isEqualTo("Look at this.");
        awaitNothingWaits();
        assertThat(mailsTo(learner)).hasSize(2);

        assertThat(admin.post(
                                "/api/notifications/send",
                                Map.of("type", "email", "recipient", "nobody@skillsphere.test", "message", "Hello?"))
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(admin.post(
                                "/api/notifications/send",
                                Map.of("type", "pigeon", "recipient", learner.email(), "message", "Coo"))
                        .problem(400))
                .isEqualTo("validation-failed");
        assertThat(mentor.post(
                                "/api/notifications/send",
                                Map.of("type", "email", "recipient", learner.email(), "message", "Buy!"))
                        .problem(403))
                .isEqualTo("forbidden");
    }

    @Test
    void what_could_not_be_sent_is_listed_for_an_operator_who_sends_it_again_or_gives_it_up() {
        ApiClient admin = admin();
        UUID lost = dead("nobody-writes-these");
        UUID late = dead("password-changed");

        assertThat(admin.get("/api/admin/mails?state=dead").expect(200).body().path("items"))
                .extracting(item -> item.path("id").asText())
                .contains(lost.toString(), late.toString());
        assertThat(admin.get("/api/admin/mails?state=dead").body().toString()).doesNotContain(learner.email());

        admin.post("/api/admin/mails/" + late + "/resend").expect(200);
        mailTo(learner, "Your password was changed");
        admin.send("DELETE", "/api/admin/mails/" + lost, null, Map.of()).expect(204);
        assertThat(admin.get("/api/admin/mails?state=dead").body().path("items"))
                .extracting(item -> item.path("id").asText())
                .doesNotContain(lost.toString(), late.toString());
        assertThat(admin.post("/api/admin/mails/" + lost + "/resend").problem(404))
                .isEqualTo("not-found");
    }

    private UUID dead(String kind) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO outgoing_mail (id, kind, account_id, attempts, due_at, state, done_at)
                VALUES (?, ?, ?, 10, now(), 'DEAD', now())""").params(id, kind, learner.accountId()).update();
        return id;
    }

    private String book(String startsAt) {
        return learner.post("/api/bookings", Map.of("skillId", mentor.publishSkill(2), "startsAt", startsAt))
                .expect(201)
                .text("id");
    }

    private boolean email(String type) {
        for (var preference :
                mentor.get("/api/notifications/preferences").expect(200).body().path("types")) {
            if (preference.path("type").asText().equals(type)) {
                return preference.path("email").asBoolean();
            }
        }
        throw new AssertionError("No preference for " + type);
    }

    /** Until all that has happened is mailed, or found to be nothing to mail. */
    private void awaitNothingWaits() {
        await().atMost(PATIENCE).until(() -> jdbc.sql("""
                        SELECT count(*) FROM outgoing_mail WHERE state = 'WAITING'""").query(Long.class).single() == 0);
    }

    private long mails() {
        return jdbc.sql("SELECT count(*) FROM outgoing_mail").query(Long.class).single();
    }

    /** As a mail program does: without signing in, and at the address where the application really is. */
    private HttpResponse<String> follow(String link, String method) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(link.replace("https://app.example", "http://localhost:" + port)));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
