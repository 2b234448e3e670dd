package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Identity over HTTP, with its database. */
@SpringBootTest(
        classes = IdentityApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "axon.axonserver.enabled=false",
            "skillsphere.rate-limit.anonymous=1000000",
            "skillsphere.rate-limit.account=1000000",
            "skillsphere.rate-limit.credentials=1000000",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.jpa.open-in-view=false",
            "springdoc.swagger-ui.path=/api-docs",
            "springdoc.api-docs.path=/api-docs/openapi"
        })
public abstract class IdentityTest {

    protected static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    protected int port;

    @Autowired
    private AccountOpening opening;

    @Autowired
    private PasswordHasher hasher;

    @Autowired
    private Sessions sessions;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    protected MovableClock clock;

    protected Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @AfterEach
    void putTheClockRight() {
        clock.reset();
    }

    protected static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }

    protected Http.Answer register(String name, String email, String password, String role) {
        return http.post("/api/auth/register", """
                {"name": "%s", "email": "%s", "password": "%s", "role": "%s"}""".formatted(name, email, password, role));
    }

    protected Http.Answer registerSomebody() {
        return register("Ada", newAddress(), PASSWORD, "LEARNER");
    }

    protected Http.Answer login(String email, String password) {
        return http.post("/api/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /** An account of any role, opened without HTTP. */
    protected UUID anAccountWith(Role role) {
        return anAccountWith(role, newAddress());
    }

    protected UUID anAccountWith(Role role, String email) {
        return opening.openVouched(UUID.randomUUID(), "Somebody", email, hasher.hash(PASSWORD), role)
                .id();
    }

    /** The headers of somebody of that role who is signed in. */
    protected String[] signedInAs(Role role) {
        return signedInAs(anAccountWith(role));
    }

    protected String[] signedInAs(UUID accountId) {
        return bearer(tokens.issue(aSessionOf(accountId)).token());
    }

    protected OpenSession aSessionOf(UUID accountId) {
        return sessions.open(accountId);
    }

    protected Http.Answer refresh(String token) {
        return http.post("/api/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }

    protected static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
