package io.skillsphere.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what is in the outbox, from one node at a time each, and again later where it failed. A crash between the server's
 * taking a mail and our noting it sends it twice, never not at all; its Message-ID is the same then.
 */
@Component
class MailDelivery {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    private final OutgoingMails mails;
    private final Map<String, Letter> letters;
    private final MailProperties properties;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final JavaMailSender smtp;

    MailDelivery(
            OutgoingMails mails,
            List<Letter> letters,
            MailProperties properties,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.mails = mails;
        this.letters = letters.stream().collect(Collectors.toMap(Letter::kind, Function.identity()));
        this.properties = properties;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.smtp = properties.isConfigured() ? SmtpUrl.sender(properties.smtpUrl()) : null;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deliverDue() {
        while (properties.isConfigured() && mails.take().filter(this::deliver).isPresent()) {
            // One after the other: a mail server likes no haste. Where one fails the others wait a second.
        }
    }

    private boolean deliver(DueMail due) {
        try {
            // Committed before it is sent: a secret in the mail is known here by the time that it arrives.
            Optional<Mail> mail = transaction.execute(status -> write(due));
            if (mail.isPresent()) {
                smtp.send(message(due, mail.get()));
                mails.sent(due.id());
                log.info("Sent mail {} ({}) to account {}", due.id(), due.kind(), due.accountId());
            } else {
                mails.dropped(due.id());
            }
            return true;
        } catch (RuntimeException | MessagingException e) {
            // Not the message: a server may repeat the address in it.
            String failure = e.getClass().getSimpleName();
            if (mails.failed(due, failure)) {
                log.error("Mail {} ({}) could not be sent and is a dead letter: {}", due.id(), due.kind(), failure);
            } else {
                log.warn("Mail {} ({}) could not be sent and is tried again: {}", due.id(), due.kind(), failure);
            }
            return false;
        }
    }

    /** As it was written for the first try, so that every try says the same. */
    private Optional<Mail> write(DueMail due) {
        if (due.accountId() == null) {
            return Optional.empty();
        }
        if (due.content() != null) {
            return Optional.of(json.readValue(due.content(), Mail.class));
        }
        Letter letter = letters.get(due.kind());
        if (letter == null) {
            throw new IllegalStateException("Nobody writes mails of the kind " + due.kind());
        }
        Optional<Mail> mail = letter.write(due.accountId(), due.reference());
        if (!letter.isSecret()) {
            mail.ifPresent(written -> mails.settle(due.id(), json.writeValueAsString(written)));
        }
        return mail;
    }

    private MimeMessage message(DueMail due, Mail mail) throws MessagingException {
        MimeMessage message = smtp.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(properties.from());
        helper.setTo(mail.to());
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        message.setHeader("Message-ID", "<%s@%s>".formatted(due.id(), domain()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies, please
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
        }
        if (mail.attachment() != null) {
            helper.addAttachment(
                    mail.attachment().name(),
                    new ByteArrayResource(mail.attachment().content()),
                    mail.attachment().type());
        }
        return message;
    }

    private String domain() throws MessagingException {
        String address = new InternetAddress(properties.from()).getAddress();
        return address.substring(address.indexOf('@') + 1);
    }
}
