package io.skillsphere.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.MailedTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MailDeliveryTest extends MailedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private Outbox outbox;

    @Autowired
    private OutgoingMails mails;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void a_mail_waits_while_the_server_is_down_and_goes_out_once_it_is_back() {
        SERVER.stop();
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        await().atMost(PATIENCE).until(() -> attempts() == 1);

        SERVER.start();
        clock.advance(Duration.ofMinutes(2));

        assertThat(mailsTo(email, 1)).hasSize(1);
        await().atMost(PATIENCE).until(() -> attempts() == 0);
    }

    @Test
    void a_mail_that_never_gets_through_is_a_dead_letter_until_an_operator_decides() {
        SERVER.stop();
        String email = newAddress();
        UUID accountId = anAccountWith(Role.LEARNER, email);
        outbox.put("postcard", accountId, "at last");
        await().atMost(PATIENCE).until(() -> attempts() == 1);
        jdbc.sql("UPDATE outgoing_mail SET attempts = 9").update();
        clock.advance(Duration.ofMinutes(2));
        OutgoingMail dead = await().atMost(PATIENCE)
                .until(() -> dead(), found -> found.size() == 1)
                .get(0);
        assertThat(dead.accountId()).isEqualTo(accountId);
        assertThat(dead.attempts()).isEqualTo(10);
        assertThat(dead.failure()).isEqualTo("MailSendException");

        SERVER.start();
        assertThat(mails.resend(dead.id())).isTrue();
        assertThat(mails.resend(dead.id())).isFalse();

        assertThat(mailsTo(email, 1)).hasSize(1);
        await().atMost(PATIENCE).until(() -> mails.find(dead.id()).orElseThrow().state() == MailState.SENT);
        assertThat(dead()).isEmpty();
    }

    @Test
    void a_dead_letter_can_be_discarded() {
        UUID id = UUID.randomUUID();
        outbox.put(id, "nobody writes these", anAccountWith(Role.LEARNER, newAddress()), null, Duration.ZERO);
        await().atMost(PATIENCE).until(() -> attempts() == 1);
        jdbc.sql("UPDATE outgoing_mail SET attempts = 9").update();
        clock.advance(Duration.ofMinutes(2));
        await().atMost(PATIENCE).until(() -> dead().size() == 1);

        assertThat(mails.discard(id)).isTrue();

        assertThat(mails.discard(id)).isFalse();
        assertThat(mails.find(id).orElseThrow().state()).isEqualTo(MailState.DROPPED);
    }

    @Test
    void every_try_says_the_same_under_the_same_message_id() throws Exception {
        SERVER.stop();
        String email = newAddress();
        UUID id = UUID.randomUUID();
        UUID accountId = anAccountWith(Role.LEARNER, email);
        outbox.put(id, "postcard", accountId, "first words", Duration.ZERO);
        await().atMost(PATIENCE).until(() -> attempts() == 1);
        jdbc.sql("UPDATE outgoing_mail SET reference = 'other words'").update();

        SERVER.start();
        clock.advance(Duration.ofMinutes(2));

        MimeMessage mail = mailsTo(email, 1).get(0);
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@skillsphere.test>");
        assertThat(content(mail, "text/plain").orElseThrow()).contains("first words");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        jdbc.sql("SELECT content IS NULL AND reference IS NULL FROM outgoing_mail WHERE id = ?")
                                .param(id)
                                .query(Boolean.class)
                                .single())
                .as("what was sent is not kept")
                .isTrue());
    }

    @Test
    void a_mail_that_is_put_in_twice_goes_out_once() {
        String email = newAddress();
        UUID id = UUID.randomUUID();
        UUID accountId = anAccountWith(Role.LEARNER, email);
        outbox.put(id, "postcard", accountId, "once", Duration.ZERO);
        mailsTo(email, 1);

        outbox.put(id, "postcard", accountId, "once", Duration.ZERO);
        outbox.put("postcard", accountId, "something else");

        assertThat(mailsTo(email, 2)).hasSize(2);
    }

    @Test
    void what_lets_somebody_in_is_never_kept() {
        SERVER.stop();
        register("Ada", newAddress(), PASSWORD, "LEARNER");
        await().atMost(PATIENCE).until(() -> attempts() == 1);

        assertThat(jdbc.sql("SELECT content IS NULL FROM outgoing_mail")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_mail_may_bring_a_file_and_text_is_never_markup() throws Exception {
        String email = newAddress();
        UUID accountId = anAccountWith(Role.LEARNER, email);

        outbox.put("postcard", accountId, "1 < 2 & \"3\"");

        MimeMessage mail = mailsTo(email, 1).get(0);
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(content(mail, "text/plain").orElseThrow()).contains("1 < 2 & \"3\"");
        assertThat(content(mail, "text/html").orElseThrow())
                .contains("Hello &lt;b&gt;you&lt;/b&gt;,", "1 &lt; 2 &amp; &quot;3&quot;");
        assertThat(GreenMailUtil.getWholeMessage(mail))
                .contains("filename=calendar.ics", "Content-Type: text/calendar");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://app.example/stop?token=a&b>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(content(mail, "text/plain").orElseThrow())
                .endsWith("Stop mails of this kind: https://app.example/stop?token=a&b\r\n");
        assertThat(content(mail, "text/html").orElseThrow())
                .contains("<a href=\"https://app.example/stop?token=a&amp;b\"");
    }

    @Test
    void what_is_rolled_back_is_not_mailed() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            outbox.put("postcard", UUID.randomUUID(), "never");
            status.setRollbackOnly();
        });

        assertThat(jdbc.sql("SELECT count(*) FROM outgoing_mail WHERE reference = 'never'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int attempts() {
        return jdbc.sql("SELECT coalesce(sum(attempts), 0) FROM outgoing_mail WHERE state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    private List<OutgoingMail> dead() {
        return mails.list(MailState.DEAD, null, 10, (items, next) -> items);
    }
}
