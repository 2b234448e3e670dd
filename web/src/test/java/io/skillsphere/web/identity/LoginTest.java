package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.identity.Http.Answer;
import org.junit.jupiter.api.Test;

class LoginTest extends IdentityTest {

    @Test
    void the_right_password_signs_in_however_the_address_is_written() {
        String email = newAddress();
        Answer registered = register("Ada", email, PASSWORD, "LEARNER");

        Answer signedIn = login(" " + email.toUpperCase(), PASSWORD);

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body().at("/account")).isEqualTo(registered.body().at("/account"));
        assertThat(http.get("/api/account", bearer(signedIn.token())).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_told_apart_by_nothing() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");

        Answer wrongPassword = login(email, PASSWORD + "!");
        Answer unknownAddress = login(newAddress(), PASSWORD);

        assertThat(wrongPassword.status()).isEqualTo(401).isEqualTo(unknownAddress.status());
        assertThat(wrongPassword.code()).isEqualTo("bad-credentials").isEqualTo(unknownAddress.code());
        assertThat(wrongPassword.text("/detail")).isEqualTo(unknownAddress.text("/detail"));
        assertThat(wrongPassword.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void an_old_token_does_not_keep_anyone_from_signing_in() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");

        Answer signedIn = http.post("/api/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD), bearer("stale"));

        assertThat(signedIn.status()).isEqualTo(200);
    }

    @Test
    void an_address_that_no_database_could_keep_is_refused_and_not_looked_for() {
        assertThat(login("a\\u0000@example.org", PASSWORD).status()).isEqualTo(400);
    }
}
