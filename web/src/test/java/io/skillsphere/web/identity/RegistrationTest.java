package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.identity.Http.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RegistrationTest extends IdentityTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whoever_registers_is_signed_in_at_once() {
        String email = newAddress();

        Answer registered = register("  Ada Lovelace ", email, PASSWORD, "mentor");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("Location")).isEqualTo("/api/account");
        assertThat(registered.text("/account/name")).isEqualTo("Ada Lovelace");
        assertThat(registered.text("/account/email")).isEqualTo(email);
        assertThat(registered.text("/account/role")).isEqualTo("MENTOR");
        assertThat(registered.body().at("/account/emailVerified").asBoolean()).isTrue();
        assertThat(Instant.parse(registered.text("/account/createdAt"))).isBefore(Instant.now());
        assertThat(registered.text("/tokenType")).isEqualTo("Bearer");
        assertThat(registered.body().at("/expiresIn").asLong()).isEqualTo(900);

        Answer own = http.get("/api/account", bearer(registered.token()));
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body()).isEqualTo(registered.body().at("/account"));
    }

    @Test
    void the_password_is_kept_as_nothing_but_an_argon2id_hash() {
        Answer registered = registerSomebody();

        String hash = jdbc.sql("SELECT password_hash FROM account WHERE id = ?")
                .param(registered.accountId())
                .query(String.class)
                .single();

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
        assertThat(registered.body().toString()).doesNotContain("argon2").doesNotContain(PASSWORD);
    }

    @Test
    void an_address_is_taken_in_whatever_case_it_is_written() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");

        Answer second = register("Eve", email.toUpperCase(), PASSWORD, "LEARNER");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("email-taken");
    }

    @Test
    void of_those_who_want_one_address_at_once_exactly_one_gets_it() throws Exception {
        String email = newAddress();
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Future<Answer>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> people.submit(() -> register("Ada", email, PASSWORD, "LEARNER")))
                    .toList();

            int created = 0;
            for (Future<Answer> answer : answers) {
                created += answer.get().status() == 201 ? 1 : 0;
                assertThat(answer.get().status()).isIn(201, 409);
            }
            assertThat(created).isEqualTo(1);
        } finally {
            people.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "AUDITOR", "admin", "OWNER", ""})
    void nobody_registers_as_more_than_a_learner_or_a_mentor(String role) {
        Answer refused = register("Ada", newAddress(), PASSWORD, role);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.text("/violations/0/field")).isEqualTo("role");
        assertThat(refused.text("/violations/0/message")).isEqualTo("must be one of LEARNER, MENTOR");
    }

    @Test
    void every_broken_rule_is_told_with_its_field() {
        Answer refused = http.post("/api/auth/register", """
                {"name": "  ", "email": "not an address", "password": "short"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/violations").valueStream().map(each -> each.at("/field")
                        .asString()))
                .containsExactly("email", "name", "password", "role");
    }

    @Test
    void an_unknown_field_is_refused_by_its_name() {
        Answer refused = http.post("/api/auth/register", """
                {"name": "Ada", "email": "a@example.org", "password": "correct horse", "role": "LEARNER", "admin": true}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/violations/0/field")).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven77", "Password123", "ada@EXAMPLE.org", "ada lovelace"})
    void a_password_that_is_short_or_easily_guessed_is_refused(String password) {
        assertThat(PasswordPolicy.objectionTo(password, "Ada Lovelace", "ada@example.org"))
                .isPresent();
    }

    @Test
    void a_password_is_judged_by_its_length_alone_otherwise() {
        assertThat(PasswordPolicy.objectionTo("aaaaaaab", "Ada", "ada@example.org"))
                .isEmpty();
        assertThat(PasswordPolicy.objectionTo("x".repeat(128), "Ada", "ada@example.org"))
                .isEmpty();
        assertThat(PasswordPolicy.objectionTo("x".repeat(129), "Ada", "ada@example.org"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\\u0000da", "A\\nda", "\\ud800"})
    void a_name_is_made_of_characters_that_can_be_shown(String name) {
        Answer refused = register(name, newAddress(), PASSWORD, "LEARNER");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/violations/0/field")).isEqualTo("name");
    }

    @Test
    void names_and_addresses_have_their_longest() {
        assertThat(register("n".repeat(100), newAddress(), PASSWORD, "LEARNER").status())
                .isEqualTo(201);
        assertThat(register("n".repeat(101), newAddress(), PASSWORD, "LEARNER").text("/violations/0/field"))
                .isEqualTo("name");
        String tooLong = "a".repeat(60) + "@" + ("b".repeat(60) + ".").repeat(4) + "org";
        assertThat(register("Ada", tooLong, PASSWORD, "LEARNER").text("/violations/0/field"))
                .isEqualTo("email");
    }
}
