package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.SkillSphereProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process between any two steps of the saga: Postgres is made to hang where the step's event is to be stored, the
 * process is killed there, and started again.
 */
class SagaCrashIT {

    @TempDir
    Path folder;

    private SkillSphereProcess process;
    private ApiClient mentor;
    private ApiClient learner;
    private String skillId;

    @BeforeEach
    void aMentorAndALearner() throws SQLException {
        process = SkillSphereProcess.startAndWait(folder.resolve("data"));
        run("CREATE TABLE hang_at (event text)");
        run("""
                CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM hang_at WHERE NEW.payload_type LIKE '%$' || event) THEN
                        PERFORM pg_sleep(600);
                    END IF;
                    RETURN NEW;
                END $$""");
        run("CREATE TRIGGER hang BEFORE INSERT ON domain_event_entry FOR EACH ROW EXECUTE FUNCTION hang()");
        ApiClient anonymous = new ApiClient(process.address().toString());
        mentor = anonymous.register("MENTOR");
        learner = anonymous.register("LEARNER");
        skillId = mentor.publishSkill(2);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void whatever_step_of_the_saga_the_process_is_killed_in_the_tokens_move_once() throws Exception {
        killAt("HoldPlaced", () -> learner.book(skillId, 1));
        awaitBooking("PENDING", new Tokens(8, 2));
        confirm();
        killAt("HoldCaptured", this::complete);
        awaitBooking("SETTLED", new Tokens(8, 0));

        killAt("BookingHeld", () -> learner.book(skillId, 2));
        awaitBooking("PENDING", new Tokens(6, 2));
        confirm();
        killAt("TokensReceived", this::complete);
        awaitBooking("SETTLED", new Tokens(6, 0));

        learner.book(skillId, 3).expect(201);
        confirm();
        killAt("BookingSettled", this::complete);
        awaitBooking("SETTLED", new Tokens(4, 0));

        learner.book(skillId, 4).expect(201);
        killAt("HoldReleased", () -> mentor.post(latestBooking() + "/decline"));
        awaitBooking("DECLINED", new Tokens(4, 0));

        assertThat(mentor.tokens()).isEqualTo(new Tokens(16, 0));
        assertThat(number("SELECT sum(amount) FROM ledger_line")).isZero();
        assertThat(number("SELECT balance FROM ledger_account WHERE account = 'in-transit'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM dead_letter_entry")).isZero();
        assertThat(number("SELECT count(*) FROM saga_entry")).isZero();
    }

    private void killAt(String event, Runnable request) throws SQLException {
        run("INSERT INTO hang_at VALUES ('%s')".formatted(event));
        CompletableFuture<Void> lost = CompletableFuture.runAsync(request);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == 1);
        process.kill();
        lost.exceptionally(connectionWasLost -> null).join();
        run("DELETE FROM hang_at");
        process = SkillSphereProcess.startAndWait(folder.resolve("data"));
        mentor = mentor.at(process.address().toString());
        learner = learner.at(process.address().toString());
    }

    private void awaitBooking(String status, Tokens learnerTokens) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(learner.get(latestBooking()).text("status")).isEqualTo(status));
        await().untilAsserted(() -> assertThat(learner.tokens()).isEqualTo(learnerTokens));
    }

    private void confirm() {
        mentor.post(latestBooking() + "/confirm").expect(200);
    }

    private void complete() {
        learner.post(latestBooking() + "/complete");
    }

    private String latestBooking() {
        return "/api/bookings/"
                + learner.get("/api/bookings")
                        .expect(200)
                        .body()
                        .at("/items/0/id")
                        .asText();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = process.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = process.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
