package io.skillsphere.web.identity;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.skillsphere.web.mail.Letter;
import io.skillsphere.web.mail.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Identity with a real mail server. */
@Import(MailedTest.Postcards.class)
public abstract class MailedTest extends IdentityTest {

    protected static final GreenMail SERVER =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static final Pattern LINK = Pattern.compile("https://app\\.example/([a-z-]+)#token=([\\w-]+)");

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry registry) {
        registry.add(
                "skillsphere.mail.smtp-url",
                () -> "smtp://127.0.0.1:" + SERVER.getSmtp().getServerSetup().getPort());
        registry.add("skillsphere.mail.from", () -> "SkillSphere <post@skillsphere.test>");
        registry.add("skillsphere.mail.links", () -> "https://app.example/");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void openTheServer() {
        jdbc.sql("DELETE FROM outgoing_mail").update();
        SERVER.start();
    }

    @AfterEach
    void closeTheServer() {
        SERVER.stop();
    }

    /** All mails that came to the address, after waiting until there are so many. */
    protected static List<MimeMessage> mailsTo(String address, int count) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> mailsTo(address), mails -> mails.size() >= count);
    }

    protected static List<MimeMessage> mailsTo(String address) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> address.equals(recipient(mail)))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The secret in the mail's link to this page. */
    protected static String secret(MimeMessage mail, String page) {
        Matcher link = LINK.matcher(content(mail, "text/plain").orElseThrow());
        if (!link.find() || !link.group(1).equals(page)) {
            throw new AssertionError("There is no link to " + page + ".");
        }
        return link.group(2);
    }

    /** What the mail says in this media type. */
    protected static Optional<String> content(Part part, String type) {
        try {
            if (part.isMimeType(type) && part.getFileName() == null) {
                return Optional.of((String) part.getContent());
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    Optional<String> found = content(parts.getBodyPart(i), type);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A kind of mail with a file, and with what would be markup if it were not text. */
    @TestConfiguration
    static class Postcards {

        @Bean
        Letter postcard(Accounts accounts) {
            return new Letter() {
                @Override
                public String kind() {
                    return "postcard";
                }

                @Override
                public Optional<Mail> write(UUID accountId, String reference) {
                    return accounts.findById(accountId)
                            .map(account -> new Mail(
                                    account.view().email(),
                                    "Grüße",
                                    new Mail.Wording("Hello <b>you</b>,", List.of(reference), null, "A postcard."),
                                    new Mail.Attachment("calendar.ics", "text/calendar", "BEGIN:VCALENDAR".getBytes()),
                                    "https://app.example/stop?token=a&b"));
                }
            };
        }
    }
}
