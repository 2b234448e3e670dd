package io.skillsphere.web;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running application with a real mail server, so who registers has to confirm an address first, and with {@link LocalProviders}. */
public abstract class MailedEndToEnd extends EndToEnd {

    private static final GreenMail SERVER = started();
    private static final Pattern TOKEN = Pattern.compile("#token=([\\w-]+)");

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry registry) {
        registry.add(
                "skillsphere.mail.smtp-url",
                () -> "smtp://127.0.0.1:" + SERVER.getSmtp().getPort());
        registry.add("skillsphere.mail.from", () -> "SkillSphere <post@skillsphere.test>");
        registry.add("skillsphere.mail.links", () -> "https://app.example/");
        registry.add("skillsphere.mail.retry-after", () -> "PT1S");
        registry.add("skillsphere.chat.away-after", () -> "PT3S");
    }

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        LocalProviders.register(registry);
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        return server;
    }

    /** A new account with this role whose address is confirmed, signed in. */
    protected ApiClient verified(String role) {
        ApiClient registered = anonymous().register(role);
        Matcher link = TOKEN.matcher(text(mailsTo(registered, 1).get(0)));
        if (!link.find()) {
            throw new AssertionError("There is no link to confirm the address.");
        }
        anonymous()
                .post("/api/auth/verify-email", Map.of("token", link.group(1)))
                .expect(204);
        return registered.signInAgain();
    }

    /** All mails that came to the account, after waiting until there are so many. */
    protected static List<MimeMessage> mailsTo(ApiClient account, int count) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> mailsTo(account), mails -> mails.size() >= count);
    }

    /** The one mail to the account with this in its subject, after waiting for it. */
    protected static MimeMessage mailTo(ApiClient account, String subject) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> mailsTo(account).stream()
                                .filter(mail -> subject(mail).contains(subject))
                                .toList(),
                        mails -> !mails.isEmpty())
                .get(0);
    }

    /** All mails that came to the account so far. */
    protected static List<MimeMessage> mailsTo(ApiClient account) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> account.email().equals(recipient(mail)))
                .toList();
    }

    protected static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** What the mail says, for those who read text. */
    protected static String text(Part mail) {
        return content(mail, "text/plain");
    }

    /** What the mail says, for those who read HTML. */
    protected static String html(Part mail) {
        return content(mail, "text/html");
    }

    private static String content(Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return ((String) part.getContent()).replace("\r\n", "\n");
            }
            StringBuilder found = new StringBuilder();
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount() && found.isEmpty(); i++) {
                    BodyPart next = parts.getBodyPart(i);
                    found.append(content(next, type));
                }
            }
            return found.toString();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
