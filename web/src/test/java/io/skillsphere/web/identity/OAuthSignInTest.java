package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.LocalProviders;
import io.skillsphere.web.MailedEndToEnd;
import jakarta.mail.internet.MimeMessage;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with somebody else, against a real server of OpenID Connect, and what those do who are not who they seem. */
class OAuthSignInTest extends MailedEndToEnd {

    private static final Pattern LINK = Pattern.compile("#token=([\\w-]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private OAuthBrowser browser;

    @BeforeEach
    void open() {
        browser = new OAuthBrowser(anonymous());
    }

    @Test
    void those_who_are_configured_are_listed_by_name() {
        JsonNode items =
                anonymous().get("/api/auth/providers").expect(200).body().path("items");

        assertThat(items).extracting(item -> item.path("name").asText()).contains("Facebook", "Google", "LinkedIn");
        assertThat(items).anySatisfy(item -> {
            assertThat(item.path("id").asText()).isEqualTo("google");
            assertThat(item.path("signIn").asText()).isEqualTo("/api/auth/oauth/google");
        });
        assertThat(anonymous()
                        .get("/api/auth/oauth/nobody?codeChallenge=" + "x".repeat(43))
                        .problem(404))
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "google,openid profile email,true,true",
        "facebook,public_profile,true,false",
        "linkedin,openid profile email,false,false"
    })
    void a_provider_is_asked_with_state_and_with_verifier_and_nonce_if_it_has_them(
            String provider, String scope, boolean verifier, boolean nonce) {
        browser.begin(provider);
        Map<String, String> asked = OAuthBrowser.parameters(browser.atProvider());

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "skillsphere-at-" + provider)
                .containsEntry("scope", scope)
                .containsEntry(
                        "redirect_uri", "http://localhost:" + port + "/api/auth/oauth/" + provider + "/callback");
        assertThat(asked.get("state")).hasSizeGreaterThan(40);
        assertThat(asked.containsKey("nonce")).isEqualTo(nonce);
        assertThat(asked.get("code_challenge_method")).isEqualTo(verifier ? "S256" : null);
        assertThat(browser.setCookie()).contains("; HttpOnly").contains("; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "linkedin"})
    void somebody_new_has_an_account_with_the_role_that_they_chose_and_one_welcome_grant(String provider) {
        String email = newAddress();
        String subject = newSubject();
        Answer signedIn = signIn(provider + "?role=mentor", subject, verified(email, "Clara\u0007 Weiss"))
                .expect(200);

        JsonNode account = signedIn.body().path("account");
        assertThat(account.path("email").asText()).isEqualTo(email);
        assertThat(account.path("emailVerified").asBoolean()).isTrue();
        assertThat(account.path("role").asText()).isEqualTo("MENTOR");
        assertThat(account.path("name").asText()).isEqualTo("Clara  Weiss");
        ApiClient clara = client(signedIn);
        assertThat(clara.tokens().available()).isEqualTo(10);
        clara.publishSkill(1);

        Answer again = signIn(provider + "?role=learner", subject, verified(newAddress(), "Another"))
                .expect(200);

        assertThat(again.body().path("account")).isEqualTo(account);
        assertThat(clara.tokens().available()).isEqualTo(10);
    }

    @Test
    void the_client_gets_back_its_state_and_the_code_at_the_address_that_it_named() {
        browser.begin("google?redirectUri=app.example:/signed-in?from=us&state=a%20b%26c%3Dd");
        URI back = browser.returnAs(newSubject(), verified(newAddress(), "Ada"));

        assertThat(back.toString()).startsWith("app.example:/signed-in?from=us&code=");
        assertThat(back.toString()).endsWith("&state=a%20b%26c%3Dd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirectUri=https://app.example/signed-in/",
                "redirectUri=https://app.example.evil.example/signed-in",
                "redirectUri=https://app.example/signed-in%23x",
                "redirectUri=//evil.example",
                "redirectUri=javascript:alert(1)",
                "redirectUri=",
                "role=ADMIN",
                "role=AUDITOR",
                "codeChallenge=short"
            })
    void nobody_is_sent_off_with_a_wish_that_is_not_allowed(String wish) {
        String query = wish.startsWith("codeChallenge") ? wish : "codeChallenge=" + "x".repeat(43) + "&" + wish;

        assertThat(anonymous().get("/api/auth/oauth/google?" + query).problem(400))
                .isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x=%25zz", "action=%7Ba%7D", "action=//evil.example/", "x=a:b@c[d", "role=MENTOR&role=ADMIN"})
    void what_else_is_asked_for_changes_nothing(String query) throws Exception {
        String target = "/api/auth/oauth/google?codeChallenge=" + "x".repeat(43) + "&" + query;

        String answer = raw("GET " + target + " HTTP/1.1", "Host: localhost:" + port);

        assertThat(answer).matches("(?s)HTTP/1.1 (302|400) .*");
        assertThat(answer).doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:99999", "[::1", "a b", "a@b", "%", "xn--", "{a}", ""})
    void a_strange_host_is_no_failure_of_ours(String host) throws Exception {
        String answer =
                raw("GET /api/auth/oauth/google?codeChallenge=" + "x".repeat(43) + " HTTP/1.1", "Host: " + host);

        assertThat(answer).matches("(?s)HTTP/1.1 (302|400) .*");
    }

    /** What comes back for lines that an HTTP client would not send. */
    private String raw(String... lines) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void who_denies_it_at_the_provider_is_sent_back_with_that() {
        browser.begin("google?state=x");

        assertThat(browser.comeBack("error=access_denied&state=" + browser.state()))
                .hasToString("https://app.example/signed-in?error=access-denied&state=x");
    }

    @Test
    void an_account_whose_address_was_proven_is_linked_with_who_has_proven_the_same_elsewhere() {
        ApiClient learner = verified("LEARNER");

        Answer signedIn = signIn(
                        "google", newSubject(), verified(learner.email().toUpperCase(), "Ada"))
                .expect(200);

        assertThat(signedIn.body().at("/account/id").asText())
                .isEqualTo(learner.accountId().toString());
        assertThat(signedIn.body().at("/account/name").asText()).isEqualTo("Test LEARNER");
        assertThat(text(mailTo(learner, "You can now sign in with Google"))).contains("secure it there");
        learner.get("/api/account").expect(200);
        learner.signInAgain();
    }

    @Test
    void who_registered_with_somebody_elses_address_does_not_get_their_account_when_they_come_by_a_provider() {
        ApiClient attacker = anonymous().register("LEARNER");
        String subject = newSubject();
        Map<String, Object> owner = verified(attacker.email(), "Owner");

        Answer refused = signIn("google", subject, owner);
        assertThat(refused.problem(409)).isEqualTo("address-unproven");
        assertThat(refused.text("detail")).contains("Ask for a new password");
        assertThat(linksOf(attacker.accountId())).isZero();

        resetPassword(attacker, "the owner's own phrase");
        assertThat(signIn("google", subject, owner)
                        .expect(200)
                        .body()
                        .at("/account/id")
                        .asText())
                .isEqualTo(attacker.accountId().toString());
        assertThat(attacker.get("/api/account").status()).isEqualTo(401);
        assertThat(login(attacker.email(), ApiClient.PASSWORD).problem(401)).isEqualTo("bad-credentials");
    }

    @Test
    void letters_that_look_alike_in_lower_case_are_not_the_same_address() {
        String name = "kim-" + UUID.randomUUID();
        ApiClient victim = client(signIn("google", newSubject(), verified(name + "@skillsphere.test", "Kim"))
                .expect(200));

        String lookalike = name.replace('k', '\u212a') + "@skillsphere.test";
        assertThat(signIn("google", newSubject(), verified(lookalike, "Mallory"))
                        .problem(409))
                .isEqualTo("email-required");
        assertThat(linksOf(victim.accountId())).isOne();
    }

    @Test
    void an_address_that_was_only_taken_for_granted_proves_nothing() {
        assertThat(admin().get("/api/account").body().path("emailVerified").asBoolean())
                .isTrue();

        assertThat(signIn("google", newSubject(), verified(ADMIN_EMAIL, "Not the admin"))
                        .problem(409))
                .isEqualTo("address-unproven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "\"false\"", "\"yes, really\"", "{}"})
    void an_address_that_the_provider_has_not_verified_counts_as_none(String claim) throws JsonProcessingException {
        ApiClient victim = verified("LEARNER");
        Map<String, Object> claims = new HashMap<>(Map.of("name", "Mallory", "email", victim.email()));
        if (!claim.isEmpty()) {
            claims.put("email_verified", JSON.readValue(claim, Object.class));
        }
        browser.begin("google");
        URI back = browser.returnAs(newSubject(), claims);

        if (OAuthBrowser.parameters(back).containsKey("code")) {
            String code = OAuthBrowser.parameters(back).get("code");
            assertThat(browser.exchange(code).problem(409)).isEqualTo("email-required");
            assertThat(browser.exchange(code, victim.email()).problem(409)).isEqualTo("email-taken");
        } else {
            assertThat(back.getQuery()).isEqualTo("error=provider-failed");
        }
        assertThat(linksOf(victim.accountId())).isZero();
    }

    @Test
    void somebody_of_whom_the_provider_tells_no_address_names_one_and_confirms_it() {
        String email = newAddress();
        String subject = newSubject();
        browser.begin("facebook");
        String code = browser.codeAs(subject, Map.of("id", subject, "name", "Tom"));
        assertThat(browser.exchange(code).problem(409)).isEqualTo("email-required");
        assertThat(browser.exchange(code, "no address").problem(400)).isEqualTo("validation-failed");

        Answer signedIn = browser.exchange(code, email).expect(200);
        ApiClient tom = client(signedIn);
        assertThat(signedIn.body().at("/account/name").asText()).isEqualTo("Tom");
        assertThat(signedIn.body().at("/account/emailVerified").asBoolean()).isFalse();
        assertThat(tom.tokens().available()).isZero();
        anonymous()
                .post("/api/auth/verify-email", Map.of("token", secret(mailTo(tom, "Please confirm"))))
                .expect(204);

        await().untilAsserted(() -> assertThat(tom.tokens().available()).isEqualTo(10));
        Answer again = signIn("facebook", subject, Map.of("id", subject, "name", "Tom"))
                .expect(200);
        assertThat(again.body().at("/account/id").asText())
                .isEqualTo(tom.accountId().toString());
        assertThat(again.body().at("/account/emailVerified").asBoolean()).isTrue();
    }

    @Test
    void who_opened_an_account_for_somebody_elses_address_is_out_when_its_owner_sets_a_password() {
        String subject = newSubject();
        Map<String, Object> attacker = Map.of("id", subject, "name", "Mallory");
        browser.begin("facebook");
        Answer opened = browser.exchange(browser.codeAs(subject, attacker), newAddress())
                .expect(200);
        ApiClient account = client(opened);
        browser.begin("facebook");
        String kept = browser.codeAs(subject, attacker);

        resetPassword(account, "the owner's own phrase");

        assertThat(account.get("/api/account").status()).isEqualTo(401);
        assertThat(browser.exchange(kept).problem(409)).isEqualTo("email-required");
        assertThat(signIn("facebook", subject, attacker).problem(409)).isEqualTo("email-required");
        login(account.email(), "the owner's own phrase").expect(200);
    }

    @Test
    void the_same_subject_at_another_provider_is_somebody_else() {
        String subject = newSubject();
        Answer owner =
                signIn("google", subject, verified(newAddress(), "Owner")).expect(200);

        Answer other = signIn("other", subject, verified(newAddress(), "Other")).expect(200);

        assertThat(other.body().at("/account/id")).isNotEqualTo(owner.body().at("/account/id"));
    }

    @Test
    void a_state_is_of_no_use_without_the_cookie_that_came_with_it_and_its_owner_can_go_on() {
        browser.begin("google");
        URI callback = browser.logInAs(newSubject(), verified(newAddress(), "Owner"));

        assertThat(new OAuthBrowser(anonymous()).comeBack(callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");
        OAuthBrowser other = new OAuthBrowser(anonymous());
        other.begin("google");
        assertThat(other.comeBack(callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");

        URI back = browser.comeBack(callback.getRawQuery());
        browser.exchange(OAuthBrowser.parameters(back).get("code")).expect(200);
        assertThat(browser.comeBack(callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");
    }

    @Test
    void nobody_is_signed_in_to_the_account_of_an_attacker_who_sends_them_a_link() {
        OAuthBrowser attacker = new OAuthBrowser(anonymous());
        attacker.begin("google");
        URI callback = attacker.logInAs(newSubject(), verified(newAddress(), "Mallory"));
        browser.begin("google");

        // To our callback ...
        assertThat(browser.comeBack(callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");
        // ... with the provider's code for an attempt of the victim's own ...
        String stolen = OAuthBrowser.parameters(callback).get("code");
        assertThat(browser.comeBack("code=" + stolen + "&state=" + browser.state()))
                .hasToString("https://app.example/signed-in?error=provider-failed");
        // ... or to the client, with our code: its challenge is not the victim's.
        String code = OAuthBrowser.parameters(attacker.comeBack(callback.getRawQuery()))
                .get("code");
        if (code != null) {
            assertThat(browser.exchange(code).problem(400)).isEqualTo("sign-in-invalid");
        }
    }

    @Test
    void a_code_of_ours_is_of_no_use_without_the_verifier_and_good_once_with_it() {
        browser.begin("google");
        String code = browser.codeAs(newSubject(), verified(newAddress(), "Owner"));

        OAuthBrowser thief = new OAuthBrowser(anonymous());
        thief.begin("google");
        assertThat(thief.exchange(code).problem(400)).isEqualTo("sign-in-invalid");

        browser.exchange(code).expect(200);
        assertThat(browser.exchange(code).problem(400)).isEqualTo("sign-in-invalid");
    }

    @Test
    void of_two_who_exchange_one_code_at_once_one_is_signed_in() throws Exception {
        browser.begin("google");
        String code = browser.codeAs(newSubject(), verified(newAddress(), "Owner"));

        assertThat(bothAtOnce(() -> browser.exchange(code).status(), () -> browser.exchange(code)
                        .status()))
                .containsExactlyInAnyOrder(200, 400);
    }

    @Test
    void somebody_new_who_comes_in_two_windows_at_once_has_one_account() throws Exception {
        String subject = newSubject();
        Map<String, Object> claims = verified(newAddress(), "Ada");
        OAuthBrowser other = new OAuthBrowser(anonymous());
        browser.begin("google");
        other.begin("google");
        String one = browser.codeAs(subject, claims);
        String two = other.codeAs(subject, claims);

        List<String> accounts = bothAtOnce(
                () -> browser.exchange(one).expect(200).body().at("/account/id").asText(),
                () -> other.exchange(two).expect(200).body().at("/account/id").asText());

        assertThat(accounts.get(0)).isEqualTo(accounts.get(1));
    }

    @Test
    void neither_an_attempt_nor_a_code_is_good_for_long() {
        browser.begin("google");
        URI callback = browser.logInAs(newSubject(), verified(newAddress(), "Ada"));
        expire("sign_in_attempt");
        assertThat(browser.comeBack(callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");

        browser.begin("google");
        String code = browser.codeAs(newSubject(), verified(newAddress(), "Ada"));
        expire("sign_in_code");
        assertThat(browser.exchange(code).problem(400)).isEqualTo("sign-in-invalid");
    }

    @Test
    void what_one_provider_answers_is_not_taken_for_another_ones() {
        browser.begin("google");
        URI callback = browser.logInAs(newSubject(), verified(newAddress(), "Ada"));

        assertThat(browser.comeBackTo("other", callback.getRawQuery()))
                .hasToString("https://app.example/signed-in?error=sign-in-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonce\": \"another\"}",
                "{\"aud\": \"another client\"}",
                "{\"iss\": \"https://issuer.example\"}",
                "{\"iss\": \"no address\"}",
                "{\"exp\": 1000000000}",
                "{\"iat\": 32500000000}",
                "{\"nbf\": 32500000000}",
                "{\"sub\": \"\"}",
                "{\"sub\": \"a\\u0000b\"}"
            })
    void an_id_token_that_is_not_for_this_attempt_is_not_believed(String claims) throws JsonProcessingException {
        Map<String, Object> all = new HashMap<>(verified(newAddress(), "Mallory"));
        JSON.readTree(claims)
                .properties()
                .forEach(claim -> all.put(claim.getKey(), JSON.convertValue(claim.getValue(), Object.class)));
        browser.begin("google");

        assertThat(browser.returnAs(newSubject(), all))
                .hasToString("https://app.example/signed-in?error=provider-failed");
    }

    @Test
    void nor_is_one_that_does_not_repeat_the_nonce() {
        browser.begin("google");
        browser.tamper("&nonce=[^&]*", "");

        assertThat(browser.returnAs(newSubject(), verified(newAddress(), "Mallory")))
                .hasToString("https://app.example/signed-in?error=provider-failed");
    }

    @Test
    void a_code_for_another_verifier_is_refused_by_the_provider() {
        browser.begin("google");
        browser.tamper("code_challenge=[^&]*", "code_challenge=" + "x".repeat(43));

        assertThat(browser.returnAs(newSubject(), verified(newAddress(), "Mallory")))
                .hasToString("https://app.example/signed-in?error=provider-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forger", "down"})
    void a_token_that_another_has_signed_is_not_believed_and_a_provider_that_is_down_is_no_failure_of_ours(
            String provider) {
        browser.begin(provider);
        Map<String, Object> claims = new HashMap<>(verified(newAddress(), "Mallory"));
        claims.put("iss", LocalProviders.issuer("google"));

        assertThat(browser.returnAs(newSubject(), claims))
                .hasToString("https://app.example/signed-in?error=provider-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "code=x",
                "state=x",
                "code=x&state=x",
                "code=%F0%9F%8E%B9&state=%F0%9F%8E%B9",
                "code=x&code=y&state=x&state=y",
                "error=server_error&state=x",
                "iss=x&scope=y&authuser=0"
            })
    void a_callback_that_nobody_waits_for_leads_back_with_an_error(String query) {
        browser.begin("google");

        assertThat(browser.comeBack(query)).hasToString("https://app.example/signed-in?error=sign-in-invalid");
    }

    @Test
    void a_code_that_the_provider_does_not_know_leads_back_with_an_error() {
        browser.begin("google");

        assertThat(browser.comeBack("code=unknown&state=" + browser.state()))
                .hasToString("https://app.example/signed-in?error=provider-failed");
    }

    @Test
    void a_suspended_account_can_not_be_signed_in_to_this_way_either() {
        String subject = newSubject();
        Map<String, Object> claims = verified(newAddress(), "Ada");
        String account = "/api/admin/accounts/"
                + signIn("google", subject, claims)
                        .expect(200)
                        .body()
                        .at("/account/id")
                        .asText();
        admin().post(account + "/suspend").expect(200);

        assertThat(signIn("google", subject, claims).problem(403)).isEqualTo("account-suspended");

        admin().post(account + "/unsuspend").expect(200);
        signIn("google", subject, claims).expect(200);
    }

    @Test
    void who_has_no_password_is_answered_as_with_a_wrong_one_and_can_set_one_by_mail() {
        String subject = newSubject();
        Map<String, Object> claims = verified(newAddress(), "Ada");
        ApiClient ada = client(signIn("google", subject, claims).expect(200));
        assertThat(login(ada.email(), "").problem(401)).isEqualTo("bad-credentials");
        assertThat(login(ada.email(), ApiClient.PASSWORD).problem(401)).isEqualTo("bad-credentials");
        assertThat(ada.put(
                                "/api/account/password",
                                Map.of("currentPassword", "", "password", "an own new phrase"),
                                Map.of())
                        .problem(401))
                .isEqualTo("bad-credentials");

        resetPassword(ada, "an own new phrase");

        login(ada.email(), "an own new phrase").expect(200);
        signIn("google", subject, claims).expect(200);
    }

    @Test
    void of_an_account_that_is_erased_no_sign_in_is_left_and_no_code() {
        String subject = newSubject();
        String email = newAddress();
        String name = "Trillian" + UUID.randomUUID().toString().replace("-", "");
        Map<String, Object> claims = verified(email, name);
        ApiClient person = client(signIn("google", subject, claims).expect(200));
        resetPassword(person, "an own new phrase");
        browser.begin("google");
        String code = browser.codeAs(subject, claims);
        assertThat(tablesWith(subject)).contains("linked_sign_in", "sign_in_code");
        assertThat(tablesWith(name)).contains("account", "sign_in_code");
        ApiClient signedIn = anonymous().login(email, "an own new phrase");

        signedIn.send("DELETE", "/api/account", Map.of("password", "an own new phrase"), Map.of())
                .expect(204);

        assertThat(tablesWith(subject)).isEmpty();
        assertThat(tablesWith(name)).isEmpty();
        assertThat(browser.exchange(code).problem(400)).isEqualTo("sign-in-invalid");
        assertThat(signIn("google", subject, claims)
                        .expect(200)
                        .body()
                        .at("/account/id")
                        .asText())
                .isNotEqualTo(person.accountId().toString());
    }

    /** How often is said by {@code -Doauth.races}. */
    @Test
    void who_signs_in_while_the_account_is_erased_or_gets_a_new_password_has_no_session_of_it_afterwards()
            throws Exception {
        for (int i = 0; i < Integer.getInteger("oauth.races", 2); i++) {
            String subject = newSubject();
            Map<String, Object> claims = Map.of("id", subject, "name", "Tom");
            browser.begin("facebook");
            ApiClient tom = client(browser.exchange(browser.codeAs(subject, claims), newAddress())
                    .expect(200));
            String toReset = codeAgain(subject, claims);
            String reset = resetLink(tom);

            List<Answer> answers = bothAtOnce(
                    () -> anonymous()
                            .post("/api/auth/reset-password", Map.of("token", reset, "password", "an own new phrase")),
                    () -> browser.exchange(toReset));
            answers.get(0).expect(204);
            assertThat(answers.get(1).status()).isIn(200, 409);
            assertThat(openSessionsOf(tom.accountId())).isZero();

            ApiClient owner = anonymous().login(tom.email(), "an own new phrase");
            jdbc.sql("INSERT INTO linked_sign_in (issuer, subject, account_id, created_at) VALUES (?, ?, ?, now())")
                    .params(LocalProviders.issuer("facebook"), subject, owner.accountId())
                    .update();
            String toErase = codeAgain(subject, claims);
            answers = bothAtOnce(
                    () -> owner.send("DELETE", "/api/account", Map.of("password", "an own new phrase"), Map.of()),
                    () -> browser.exchange(toErase));
            answers.get(0).expect(204);
            assertThat(answers.get(1).status()).isIn(200, 400, 409);
            assertThat(openSessionsOf(tom.accountId())).isZero();
        }
    }

    private String codeAgain(String subject, Map<String, Object> claims) {
        browser.begin("facebook");
        return browser.codeAs(subject, claims);
    }

    private int openSessionsOf(UUID accountId) {
        return jdbc.sql("SELECT count(*) FROM account_session WHERE account_id = ? AND ended_at IS NULL")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    @Test
    void over_tls_the_cookie_is_one_that_no_other_host_of_the_domain_can_set() {
        Answer begun = anonymous()
                .send(
                        "GET",
                        "/api/auth/oauth/google?codeChallenge=" + "x".repeat(43),
                        null,
                        Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7"))
                .expect(302);

        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-")
                .contains("; Path=/;")
                .contains("; Secure")
                .doesNotContain("Domain");
        assertThat(begun.headers().firstValue("Location").orElseThrow()).contains("redirect_uri=https://localhost");
    }

    @Test
    void the_file_of_everything_about_me_tells_how_i_sign_in() {
        String subject = newSubject();
        ApiClient ada =
                client(signIn("google", subject, verified(newAddress(), "Ada")).expect(200));

        JsonNode linked = ada.get("/api/account/export").expect(200).body().path("linkedSignIns");

        assertThat(linked).hasSize(1);
        assertThat(linked.at("/0/issuer").asText()).isEqualTo(LocalProviders.issuer("google"));
        assertThat(linked.at("/0/subject").asText()).isEqualTo(subject);
    }

    @Test
    void neither_codes_nor_states_nor_cookies_are_kept_but_as_hashes() {
        browser.begin("google?state=of-the-client");
        String state = browser.state();
        String cookie = browser.setCookie().replaceAll(".*?=|;.*", "");
        URI callback = browser.logInAs(newSubject(), verified(newAddress(), "Ada"));
        assertThat(tablesWith(state)).isEmpty();
        assertThat(tablesWith(cookie)).isEmpty();

        String code = OAuthBrowser.parameters(browser.comeBack(callback.getRawQuery()))
                .get("code");
        assertThat(tablesWith(code)).isEmpty();
    }

    private Answer signIn(String provider, String subject, Map<String, Object> claims) {
        OAuthBrowser one = new OAuthBrowser(anonymous());
        one.begin(provider);
        return one.exchange(one.codeAs(subject, claims));
    }

    private static Map<String, Object> verified(String email, String name) {
        return Map.of("name", name, "email", email, "email_verified", true);
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@skillsphere.test";
    }

    private static String newSubject() {
        return "subject-" + UUID.randomUUID();
    }

    private ApiClient client(Answer signedIn) {
        return new ApiClient(
                anonymous().baseUrl(),
                signedIn.text("accessToken"),
                signedIn.text("refreshToken"),
                UUID.fromString(signedIn.body().at("/account/id").asText()),
                signedIn.body().at("/account/email").asText());
    }

    private Answer login(String email, String password) {
        return anonymous().post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** As whoever reads the mails to that address. */
    private void resetPassword(ApiClient account, String password) {
        anonymous()
                .post("/api/auth/reset-password", Map.of("token", resetLink(account), "password", password))
                .expect(204);
    }

    private String resetLink(ApiClient account) {
        anonymous()
                .post("/api/auth/forgot-password", Map.of("email", account.email()))
                .expect(202);
        return secret(mailTo(account, "Choose a new password"));
    }

    private static String secret(MimeMessage mail) {
        Matcher link = LINK.matcher(text(mail));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private int linksOf(UUID accountId) {
        return jdbc.sql("SELECT count(*) FROM linked_sign_in WHERE account_id = ?")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    private void expire(String table) {
        jdbc.sql("UPDATE %s SET expires_at = now() - interval '1 second'".formatted(table))
                .update();
    }

    private List<String> tablesWith(String word) {
        return jdbc.sql("""
                SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1""").query(String.class).list().stream()
                .filter(table -> jdbc.sql(
                                "SELECT EXISTS (SELECT FROM %s t WHERE position(? IN t::text) > 0)".formatted(table))
                        .param(word)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private static <T> List<T> bothAtOnce(Callable<T> one, Callable<T> other) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> answers = both.invokeAll(List.of(one, other));
            return List.of(answers.get(0).get(), answers.get(1).get());
        } finally {
            both.shutdown();
        }
    }
}
