package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.identity.Http.Answer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailedLinksTest extends MailedTest {

    private static final String NEW_PASSWORD = "a whole new passphrase";

    @Autowired
    private RecordedWallets wallets;

    @Autowired
    private WelcomeGrants grants;

    @Test
    void the_welcome_grant_is_given_once_when_the_address_is_verified_and_not_before() throws Exception {
        String email = newAddress();
        Answer registered = register("Ada", email, PASSWORD, "LEARNER");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("/account/emailVerified")).isEqualTo("false");
        grants.giveAllOwed();
        assertThat(wallets.issuedTo(registered.accountId())).isEmpty();

        MimeMessage mail = mailsTo(email, 1).get(0);
        assertThat(mail.getSubject()).isEqualTo("Please confirm your e-mail address");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("SkillSphere <post@skillsphere.test>");
        assertThat(content(mail, "text/plain").orElseThrow()).startsWith("Hello Ada,");
        String secret = secret(mail, "verify-email");
        assertThat(content(mail, "text/html").orElseThrow())
                .contains("href=\"https://app.example/verify-email#token=" + secret + "\"");

        assertThat(verify(secret).status()).isEqualTo(204);

        Answer account = http.get("/api/account", bearer(registered.token()));
        assertThat(account.text("/emailVerified")).isEqualTo("true");
        grants.giveAllOwed();
        assertThat(wallets.issuedTo(registered.accountId())).hasSize(1);

        Answer again = verify(secret);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("link-invalid");
        assertThat(wallets.issuedTo(registered.accountId())).hasSize(1);
    }

    @Test
    void who_has_not_verified_the_address_reads_and_changes_nothing_until_then() {
        String email = newAddress();
        Answer registered = register("Ada", email, PASSWORD, "MENTOR");
        String[] signedIn = bearer(registered.token());

        assertThat(http.get("/api/probe", signedIn).status()).isEqualTo(200);
        Answer refused = http.post("/api/probe", "{}", signedIn);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("email-unverified");
        assertThat(http.post("/api/admin/probe", "{}", signedIn).status()).isEqualTo(403);

        verify(secret(mailsTo(email, 1).get(0), "verify-email"));

        assertThat(http.post("/api/probe", "{}", signedIn).status()).isEqualTo(200);
    }

    @Test
    void a_link_expires_and_another_one_can_be_asked_for_once_a_minute() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        String first = secret(mailsTo(email, 1).get(0), "verify-email");

        clock.advance(Duration.ofDays(2).plusSeconds(1));
        assertThat(verify(first).code()).isEqualTo("link-invalid");

        assertThat(resend(email).status()).isEqualTo(202);
        assertThat(resend(email).status()).isEqualTo(202);
        String second = secret(mailsTo(email, 2).get(1), "verify-email");
        awaitEmptyOutbox();
        assertThat(mailsTo(email)).hasSize(2);
        assertThat(verify(second).status()).isEqualTo(204);

        clock.advance(Duration.ofMinutes(2));
        resend(email);
        awaitEmptyOutbox();
        assertThat(mailsTo(email)).hasSize(2);
    }

    @Test
    void who_forgot_the_password_chooses_another_and_every_session_ends() {
        String email = newAddress();
        Answer registered = register("Ada", email, PASSWORD, "LEARNER");

        assertThat(forgot(email).status()).isEqualTo(202);
        String secret = secret(mailsTo(email, 2).get(1), "reset-password");
        Answer easy = reset(secret, "password");
        assertThat(easy.status()).isEqualTo(400);
        assertThat(easy.text("/violations/0/field")).isEqualTo("password");

        assertThat(reset(secret, NEW_PASSWORD).status()).isEqualTo(204);

        assertThat(http.get("/api/account", bearer(registered.token())).status())
                .isEqualTo(401);
        assertThat(refresh(registered.refreshToken()).status()).isEqualTo(401);
        assertThat(login(email, PASSWORD).status()).isEqualTo(401);
        Answer signedIn = login(email, NEW_PASSWORD);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.text("/account/emailVerified")).isEqualTo("true");
        assertThat(wallets.issuedTo(registered.accountId())).hasSize(1);
        assertThat(content(mailsTo(email, 3).get(2), "text/plain").orElseThrow())
                .contains("was changed");

        assertThat(reset(secret, PASSWORD).code()).isEqualTo("link-invalid");
    }

    @Test
    void two_who_use_one_link_at_once_set_one_password() throws Exception {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        forgot(email);
        String secret = secret(mailsTo(email, 2).get(1), "reset-password");
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> one = () -> reset(secret, NEW_PASSWORD + 1).status();
            Callable<Integer> other = () -> reset(secret, NEW_PASSWORD + 2).status();
            List<Future<Integer>> statuses = both.invokeAll(List.of(one, other));

            assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(204, 400);
        } finally {
            both.shutdown();
        }
    }

    @Test
    void a_link_for_one_thing_is_not_good_for_another() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        String toVerify = secret(mailsTo(email, 1).get(0), "verify-email");

        assertThat(reset(toVerify, NEW_PASSWORD).code()).isEqualTo("link-invalid");
        assertThat(refresh(toVerify).status()).isEqualTo(401);
        assertThat(verify(toVerify).status()).isEqualTo(204);
    }

    @Test
    void the_answers_do_not_tell_whether_an_address_is_known_nor_does_the_work_behind_them() {
        String known = newAddress();
        String unknown = newAddress();
        register("Ada", known, PASSWORD, "LEARNER");
        mailsTo(known, 1);
        awaitEmptyOutbox();
        // Held here, what the requests leave behind stays to be counted.
        SERVER.stop();

        for (String route : List.of("forgot-password", "verify-email/resend")) {
            Answer toKnown = ask(route, known);
            Answer toUnknown = ask(route, unknown);

            assertThat(toKnown.status()).isEqualTo(202).isEqualTo(toUnknown.status());
            assertThat(toKnown.body()).isEqualTo(toUnknown.body());
            assertThat(toKnown.headers().map().keySet())
                    .isEqualTo(toUnknown.headers().map().keySet());
        }
    }

    @Test
    void neither_an_address_nor_a_secret_is_kept_with_a_mail_that_waits() {
        SERVER.stop();
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");
        forgot(newAddress());

        assertThat(jdbc.sql("SELECT row_to_json(outgoing_mail)::text FROM outgoing_mail")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("@") || row.contains("token"));
    }

    private void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(60)).until(() -> outgoing() == 0);
    }

    private int outgoing() {
        return jdbc.sql("SELECT count(*) FROM outgoing_mail WHERE state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    private Answer verify(String secret) {
        return http.post("/api/auth/verify-email", "{\"token\": \"%s\"}".formatted(secret));
    }

    private Answer resend(String email) {
        return ask("verify-email/resend", email);
    }

    private Answer forgot(String email) {
        return ask("forgot-password", email);
    }

    private Answer ask(String route, String email) {
        return http.post("/api/auth/" + route, "{\"email\": \"%s\"}".formatted(email));
    }

    private Answer reset(String secret, String password) {
        return http.post(
                "/api/auth/reset-password", "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(secret, password));
    }
}
