package io.skillsphere.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is in the outbox, from one node at a time each, and again later where it failed. A crash between sending a mail and
 * noting it sends it twice, never not at all.
 */
@Component
class MailDelivery {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    /** After a first try a minute, then twice as long each time: the last is about eight hours after the first. */
    private static final int ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Letter> letters;
    private final MailProperties properties;
    private final Clock clock;
    private final JavaMailSender smtp;

    MailDelivery(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            List<Letter> letters,
            MailProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.letters = letters.stream().collect(Collectors.toMap(Letter::kind, Function.identity()));
        this.properties = properties;
        this.clock = clock;
        this.smtp = properties.isConfigured() ? SmtpUrl.sender(properties.smtpUrl()) : null;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deliverDue() {
        while (properties.isConfigured() && deliverNext()) {
            // One after the other: a mail server likes no haste.
        }
    }

    private boolean deliverNext() {
        Optional<Due> due = transaction.execute(status -> take());
        due.ifPresent(this::deliver);
        return due.isPresent();
    }

    /** The next one, put off before it is tried, so that no other node tries it too. */
    private Optional<Due> take() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT id, kind, account_id, reference, attempts FROM outgoing_mail WHERE due_at <= ?
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .param(Timestamp.from(now))
                .query(Due.class)
                .optional()
                .map(due -> {
                    Instant again = now.plus(Duration.ofMinutes(1L << due.attempts));
                    jdbc.sql("UPDATE outgoing_mail SET attempts = attempts + 1, due_at = ? WHERE id = ?")
                            .params(Timestamp.from(again), due.id)
                            .update();
                    return due;
                });
    }

    private void deliver(Due due) {
        try {
            // Committed before it is sent: a secret in the mail is known here by the time that it arrives.
            Optional<Mail> mail = transaction.execute(status -> write(due));
            if (mail.isPresent()) {
                smtp.send(message(mail.get()));
                log.info("Sent mail {} ({}) to account {}", due.id, due.kind, due.accountId);
            }
            forget(due);
        } catch (MailException | MessagingException e) {
            // Not the message: a server may repeat the address in it.
            String failure = e.getClass().getSimpleName();
            if (due.attempts + 1 < ATTEMPTS) {
                log.warn("Mail {} ({}) could not be sent and is tried again: {}", due.id, due.kind, failure);
            } else {
                log.error("Mail {} ({}) could not be sent and is given up: {}", due.id, due.kind, failure);
                forget(due);
            }
        }
    }

    private Optional<Mail> write(Due due) {
        return due.accountId == null ? Optional.empty() : letters.get(due.kind).write(due.accountId, due.reference);
    }

    private void forget(Due due) {
        jdbc.sql("DELETE FROM outgoing_mail WHERE id = ?").param(due.id).update();
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = smtp.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(properties.from());
        helper.setTo(mail.to());
        helper.setSubject(mail.subject());
        helper.setText(mail.wording().text(), mail.wording().html());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies, please
        if (mail.attachment() != null) {
            helper.addAttachment(
                    mail.attachment().name(),
                    new ByteArrayResource(mail.attachment().content()),
                    mail.attachment().type());
        }
        return message;
    }

    private record Due(UUID id, String kind, UUID accountId, String reference, int attempts) {}
}
