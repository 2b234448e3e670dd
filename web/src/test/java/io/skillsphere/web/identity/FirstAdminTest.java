package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.identity.Http.Answer;
import jakarta.validation.Validator;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class FirstAdminTest extends IdentityTest {

    @Autowired
    private Accounts accounts;

    @Autowired
    private AccountOpening opening;

    @Autowired
    private PasswordHasher hasher;

    @Autowired
    private Validator validator;

    @Test
    void the_first_admin_comes_from_the_settings() {
        String email = newAddress();

        startWith(email, PASSWORD);

        Answer signedIn = login(email, PASSWORD);
        assertThat(signedIn.text("/account/role")).isEqualTo("ADMIN");
    }

    @Test
    void a_later_start_changes_nothing() {
        String email = newAddress();
        startWith(email, PASSWORD);

        startWith(email.toUpperCase(), "another good password");

        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
        assertThat(login(email, "another good password").status()).isEqualTo(401);
    }

    @Test
    void an_account_that_exists_is_not_made_an_admin() {
        String email = newAddress();
        register("Ada", email, PASSWORD, "LEARNER");

        startWith(email, PASSWORD);

        assertThat(login(email, PASSWORD).text("/account/role")).isEqualTo("LEARNER");
    }

    @Test
    void credentials_that_are_no_good_stop_the_start_with_a_sentence_and_without_showing_them() {
        assertThatThrownBy(() -> startWith(newAddress(), "letmein")).satisfies(failure -> assertThat(explained(failure))
                .isEqualTo("SKILLSPHERE_ADMIN_PASSWORD must have 8 to 128 characters."));
        assertThatThrownBy(() -> startWith(newAddress(), "password123"))
                .satisfies(failure -> assertThat(explained(failure))
                        .isEqualTo("SKILLSPHERE_ADMIN_PASSWORD is one of the commonest passwords."));
        assertThatThrownBy(() -> startWith("root", PASSWORD)).satisfies(failure -> assertThat(explained(failure))
                .isEqualTo("SKILLSPHERE_ADMIN_EMAIL is not an e-mail address."));
    }

    private void startWith(String email, String password) {
        new FirstAdmin(new FirstAdminProperties(email, password), accounts, opening, hasher, validator).run(null);
    }

    /** As Spring Boot prints it. */
    private static String explained(Throwable failure) {
        SpringFactoriesLoader.FailureHandler othersNeedMore = (type, name, cause) -> {};
        return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, othersNeedMore).stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .getDescription();
    }
}
