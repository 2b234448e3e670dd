package io.skillsphere.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.SkillSphereProcess;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Kills the mail server and the application at random while mails go out. How many mails and kills, and in which order, is told
 * by the system properties {@code outbox.mails}, {@code outbox.kills} and {@code outbox.seed}.
 */
class OutboxIT {

    private static final int MAILS = Integer.getInteger("outbox.mails", 24);
    private static final int KILLS = Integer.getInteger("outbox.kills", 1);
    private static final long SEED = Long.getLong("outbox.seed", System.nanoTime());

    private static final Duration PATIENCE = Duration.ofMinutes(8); // more than a start may take
    private static final String ADMIN = "admin@skillsphere.test";
    private static final String PASSWORD = "a-long-enough-secret";
    private static final Pattern TOKEN = Pattern.compile("#token=([\\w-]+)");

    @TempDir
    Path folder;

    private final int port = freePort();
    private final int smtpPort = freePort();
    private final List<MimeMessage> received = new ArrayList<>();
    private GreenMail smtp;
    private volatile SkillSphereProcess process;
    private int outages;

    /** The mail server's threads fail where the application is killed in the middle of a mail, which is no failure here. */
    @BeforeAll
    static void letOtherThreadsFail() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    /** It logs addresses, as it may; but the logs of all tests are read for what ours must not say. */
    @BeforeAll
    static void quietenTheMailServer() {
        LoggingSystem.get(OutboxIT.class.getClassLoader()).setLogLevel("com.icegreen", LogLevel.WARN);
    }

    @AfterAll
    static void reset() {
        Awaitility.reset();
    }

    @BeforeEach
    void start() {
        startSmtp();
        process = startProcess();
    }

    @AfterEach
    void stop() {
        process.close();
        stopSmtp();
    }

    @Test
    void every_mail_arrives_or_is_a_dead_letter_and_arrives_twice_only_where_something_was_killed() throws Exception {
        ApiClient anybody = new ApiClient("http://localhost:" + port);
        ApiClient learner = anybody.register("LEARNER");
        ApiClient admin = anybody.login(ADMIN, PASSWORD);
        confirmAddress(anybody);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> smtpKiller = CompletableFuture.runAsync(() -> {
            Random outage = new Random(SEED);
            while (!over.get()) {
                pause(200 + outage.nextInt(1500));
                stopSmtp();
                pause(outage.nextInt(5) == 0 ? 5000 : outage.nextInt(1000));
                startSmtp();
            }
        });
        Set<String> sent = new TreeSet<>();
        CompletableFuture<Void> killed = CompletableFuture.completedFuture(null);
        try {
            Random random = new Random(SEED);
            int nextKill = random.nextInt(MAILS / KILLS);
            for (int i = 0; i < MAILS; i++) {
                if (i == nextKill) {
                    nextKill += MAILS / KILLS;
                    killed = CompletableFuture.runAsync(() -> {
                        pause(random.nextInt(500));
                        process.kill();
                        process = startProcess();
                    });
                }
                sent.add(send(admin, learner, "Mail " + i));
                if (i + 1 == MAILS || i + 1 == nextKill) {
                    killed.join();
                }
            }
            await().atMost(PATIENCE).untilAsserted(() -> {
                Set<String> ended = new TreeSet<>(arrived(sent));
                ended.addAll(mails(admin, "dead"));
                assertThat(ended).as("arrived or listed (seed %d)", SEED).isEqualTo(sent);
                assertThat(mails(admin, "waiting")).isEmpty();
            });
        } finally {
            over.set(true);
            CompletableFuture.allOf(smtpKiller, killed).join();
        }
        List<String> arrived = arrived(sent);
        Set<String> dead = new TreeSet<>(mails(admin, "dead"));
        int twice = arrived.size() - new TreeSet<>(arrived).size();
        System.out.printf(
                "%d mails, %d kills of the application, %d of the mail server (seed %d): %d arrived, %d of them once more,"
                        + " %d are dead letters%n",
                sent.size(), KILLS, outages, SEED, new TreeSet<>(arrived).size(), twice, dead.size());
        assertThat(twice).as("that arrived again (seed %d)", SEED).isLessThanOrEqualTo(KILLS + outages);

        dead.forEach(id -> admin.post("/api/admin/mails/" + id + "/resend").expect(200));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(new TreeSet<>(arrived(sent))).isEqualTo(sent);
            assertThat(mails(admin, "dead")).isEmpty();
        });
    }

    /** The id of the mail, which is asked for under one key until the application says that it is on its way. */
    private String send(ApiClient admin, ApiClient recipient, String message) {
        Map<String, String> mail = Map.of("type", "email", "recipient", recipient.email(), "message", message);
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        AtomicReference<Object> last = new AtomicReference<>();
        return await().atMost(PATIENCE)
                .conditionEvaluationListener(new ConditionEvaluationListener<Answer>() {
                    @Override
                    public void conditionEvaluated(EvaluatedCondition<Answer> condition) {
                        last.set(condition.getValue());
                    }

                    @Override
                    public void onTimeout(TimeoutEvent timeout) {
                        System.out.println("The last answer to " + message + ": " + last);
                    }
                })
                .until(
                        () -> {
                            try {
                                return admin.send("POST", "/api/notifications/send", mail, key);
                            } catch (UncheckedIOException down) {
                                return null;
                            }
                        },
                        answer -> answer != null && answer.status() == 202)
                .text("id");
    }

    private SkillSphereProcess startProcess() {
        return SkillSphereProcess.start(
                        folder.resolve("data"),
                        Map.of(
                                "PORT",
                                Integer.toString(port),
                                "SKILLSPHERE_TOKEN_ACCESS_LIFETIME",
                                "PT3H",
                                "SMTP_URL",
                                "smtp://127.0.0.1:" + smtpPort,
                                "SKILLSPHERE_MAIL_RETRY_AFTER",
                                "PT0.2S",
                                "SKILLSPHERE_MAIL_ATTEMPTS",
                                "5",
                                "SKILLSPHERE_RATE_LIMIT_ENABLED",
                                "false",
                                "SKILLSPHERE_ADMIN_EMAIL",
                                ADMIN,
                                "SKILLSPHERE_ADMIN_PASSWORD",
                                PASSWORD))
                .awaitReady();
    }

    private void confirmAddress(ApiClient anybody) {
        Matcher link = TOKEN.matcher("");
        await().atMost(PATIENCE).until(() -> received().stream()
                .anyMatch(mail -> link.reset(body(mail)).find()));
        anybody.post("/api/auth/verify-email", Map.of("token", link.group(1))).expect(204);
    }

    /** The ids of all mails in this state. */
    private static List<String> mails(ApiClient admin, String state) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = admin.get("/api/admin/mails?limit=100&state=" + state + cursor)
                    .expect(200);
            page.body().path("items").forEach(item -> ids.add(item.path("id").asText()));
            JsonNode next = page.body().path("next");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        } while (cursor != null);
        return ids;
    }

    private List<String> arrived(Set<String> expected) {
        return received().stream()
                .map(OutboxIT::messageId)
                .filter(expected::contains)
                .toList();
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID().replaceAll("^<|@.*", "");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(MimeMessage mail) {
        return GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "=");
    }

    private synchronized List<MimeMessage> received() {
        List<MimeMessage> all = new ArrayList<>(received);
        if (smtp != null) {
            all.addAll(mailsOf(smtp.getManagers()));
        }
        return all;
    }

    private synchronized void startSmtp() {
        smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
    }

    /** What the server took until its end counts, also where it could no longer say so. */
    private synchronized void stopSmtp() {
        if (smtp != null) {
            Managers managers = smtp.getManagers();
            smtp.stop();
            received.addAll(mailsOf(managers));
            smtp = null;
            outages++;
        }
    }

    private static List<MimeMessage> mailsOf(Managers managers) {
        return managers.getImapHostManager().getAllMessages().stream()
                .map(StoredMessage::getMimeMessage)
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
