package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RoleGivingTest extends IdentityTest {

    @Autowired
    private JdbcClient jdbc;

    private UUID admin;

    @BeforeEach
    void oneAdmin() {
        jdbc.sql("UPDATE account SET role = 'AUDITOR' WHERE role = 'ADMIN'").update();
        admin = anAccountWith(Role.ADMIN);
    }

    @Test
    void an_admin_makes_a_learner_an_auditor_who_has_to_sign_in_again() {
        String email = newAddress();
        Answer registered = register("Ada", email, PASSWORD, "LEARNER");

        Answer changed = give(admin, registered.accountId(), "auditor");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/role")).isEqualTo("AUDITOR");
        assertThat(changed.text("/email")).isEqualTo(email);
        assertThat(http.get("/api/probe", bearer(registered.token())).status()).isEqualTo(401);
        assertThat(refresh(registered.refreshToken()).status()).isEqualTo(401);
        assertThat(http.get("/api/admin/probe", bearer(login(email, PASSWORD).token()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobody_else_gives_roles() {
        UUID mentor = anAccountWith(Role.MENTOR);

        for (Role role : List.of(Role.LEARNER, Role.MENTOR, Role.AUDITOR)) {
            Answer refused =
                    http.put("/api/admin/accounts/" + mentor + "/role", "{\"role\": \"ADMIN\"}", signedInAs(role));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
        }
    }

    @Test
    void the_last_admin_stays_one() {
        Answer refused = give(admin, admin, "LEARNER");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last-admin");
        assertThat(give(admin, admin, "ADMIN").status()).isEqualTo(200);
    }

    @RepeatedTest(5)
    void two_admins_who_take_the_role_from_each_other_at_once_leave_one() throws Exception {
        UUID other = anAccountWith(Role.ADMIN);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            String[] asOne = signedInAs(admin);
            String[] asOther = signedInAs(other);
            Future<Answer> first = both.submit(() -> give(asOne, other, "LEARNER"));
            Future<Answer> second = both.submit(() -> give(asOther, admin, "LEARNER"));
            List<Integer> statuses = List.of(first.get().status(), second.get().status());

            // Whoever came second was too late to be heard, or heard that they are the last.
            assertThat(statuses).containsOnlyOnce(200).containsAnyOf(401, 409);
            assertThat(jdbc.sql("SELECT count(*) FROM account WHERE role = 'ADMIN'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            both.shutdown();
            both.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_account_that_is_not_there_gets_no_role() {
        assertThat(give(admin, UUID.randomUUID(), "MENTOR").status()).isEqualTo(404);
    }

    private Answer give(UUID by, UUID to, String role) {
        return give(signedInAs(by), to, role);
    }

    private Answer give(String[] by, UUID to, String role) {
        return http.put("/api/admin/accounts/" + to + "/role", "{\"role\": \"%s\"}".formatted(role), by);
    }
}
