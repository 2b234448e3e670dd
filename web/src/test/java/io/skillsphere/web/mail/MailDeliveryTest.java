package io.skillsphere.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.MailedTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MailDeliveryTest extends MailedTest {

    @Autowired
    private Outbox outbox;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void a_mail_waits_while_the_server_is_down_and_goes_out_once_it_is_back() {
        SERVER.stop();
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 1);

        SERVER.start();
        clock.advance(Duration.ofMinutes(2));

        assertThat(mailsTo(email, 1)).hasSize(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 0);
    }

    @Test
    void a_mail_that_never_gets_through_is_given_up() {
        SERVER.stop();
        register("Ada", newAddress(), PASSWORD, "LEARNER");
        await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 1);
        jdbc.sql("UPDATE outgoing_mail SET attempts = 9").update();

        clock.advance(Duration.ofMinutes(2));

        await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 0);
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
        return jdbc.sql("SELECT coalesce(sum(attempts), 0) FROM outgoing_mail")
                .query(Integer.class)
                .single();
    }
}
