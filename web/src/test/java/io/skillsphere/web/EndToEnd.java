package io.skillsphere.web;

import io.skillsphere.web.logs.UsedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running application on its embedded PostgreSQL, started once for all tests that extend this. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class EndToEnd {

    protected static final String ADMIN_EMAIL = "admin@skillsphere.test";
    protected static final String ADMIN_PASSWORD = "a-long-enough-secret";
    protected static final String METRICS_TOKEN = "for-the-monitoring-system-and-nobody-else";

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private SimpUserRegistry users;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        UsedSecrets.note(METRICS_TOKEN);
        UsedSecrets.note(LocalProviders.CLIENT_SECRET);
        Path dataDir = newDataDir();
        registry.add("skillsphere.data-dir", dataDir::toString);
        // However slow the machine: what the answers say is tested here, not how fast they come.
        registry.add("skillsphere.read-your-writes", () -> "PT30S");
        registry.add("skillsphere.dead-letters.retry-every", () -> "PT1H"); // by hand, in the test of that
        registry.add("skillsphere.websocket.heartbeat", () -> "PT2S");
        // All tests share one address; those of the limits pretend to be behind a proxy.
        registry.add("skillsphere.rate-limit.anonymous", () -> 1_000_000);
        registry.add("skillsphere.rate-limit.account", () -> 1_000_000);
        registry.add("skillsphere.rate-limit.credentials", () -> 1_000_000);
        registry.add("skillsphere.trusted-proxies", () -> "127.0.0.1,::1");
        registry.add("skillsphere.allowed-origins", () -> "https://app.skillsphere.test");
        registry.add("skillsphere.metrics.token", () -> METRICS_TOKEN);
        registry.add("skillsphere.oauth.providers.google.client-id", () -> "skillsphere-at-google");
        registry.add("skillsphere.oauth.providers.google.client-secret", () -> LocalProviders.CLIENT_SECRET);
        registry.add("skillsphere.admin.email", () -> ADMIN_EMAIL);
        registry.add("skillsphere.admin.password", () -> ADMIN_PASSWORD);
    }

    private static Path newDataDir() {
        try {
            Path all = Files.createDirectories(Path.of("target", "data").toAbsolutePath());
            return Files.createTempDirectory(all, "skillsphere");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the feeds of these accounts are subscribed to. */
    protected void awaitSubscribed(ApiClient... clients) {
        Awaitility.await().until(() -> Stream.of(clients)
                .allMatch(client -> users.findSubscriptions(subscription -> client.accountId()
                                        .toString()
                                        .equals(subscription
                                                .getSession()
                                                .getUser()
                                                .getName()))
                                .size()
                        > 0));
    }

    /** A client of the running application that has not signed in. */
    protected ApiClient anonymous() {
        return new ApiClient("http://localhost:" + port);
    }

    protected ApiClient learner() {
        return anonymous().register("LEARNER");
    }

    protected ApiClient mentor() {
        return anonymous().register("MENTOR");
    }

    protected ApiClient admin() {
        return anonymous().login(ADMIN_EMAIL, ADMIN_PASSWORD);
    }
}
