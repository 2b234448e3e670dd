package io.skillsphere.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.identity.Http.Answer;
import io.skillsphere.web.identity.IdentityTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=500")
class DatabaseDownTest extends IdentityTest {

    @Autowired
    private EmbeddedPostgres postgres;

    @Test
    void while_the_database_is_down_people_are_asked_to_come_back() throws Exception {
        assertThat(login(newAddress(), PASSWORD).status()).isEqualTo(401);

        postgres.close();

        Answer login = login(newAddress(), PASSWORD);
        assertThat(login.status()).isEqualTo(503);
        assertThat(login.code()).isEqualTo("unavailable");
        assertThat(login.header("Retry-After")).isNotBlank();
        assertThat(registerSomebody().status()).isEqualTo(503);
    }
}
