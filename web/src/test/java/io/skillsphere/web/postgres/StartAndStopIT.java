package io.skillsphere.web.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.SkillSphereProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopIT {

    @TempDir
    Path folder;

    Path data;

    @BeforeEach
    void dataFolder() {
        data = folder.resolve("data");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_empty_folder_serves_one_SkillSphere_and_Ctrl_C_stops_all_of_it() throws Exception {
        try (SkillSphereProcess first = SkillSphereProcess.startAndWait(data)) {
            assertThat(readiness(first)).isEqualTo(200);
            assertThat(first.output())
                    .contains(first.address() + "/api-docs")
                    .contains("ws://localhost:" + first.address().getPort() + "/ws")
                    .contains(data.toString());

            try (SkillSphereProcess second = SkillSphereProcess.start(data, Map.of())) {
                assertThat(second.awaitExit()).isNotZero();
                assertThat(second.output())
                        .contains("The data folder " + data.toRealPath() + " is in use by another SkillSphere")
                        .contains("Stop it, or set SKILLSPHERE_DATA_DIR to another folder.")
                        .doesNotContain("\tat ");
            }

            ProcessHandle postmaster = first.postmaster().orElseThrow();
            assertThat(first.interrupt()).isEqualTo(130);
            assertThat(first.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
            assertEnds(postmaster);
        }
    }

    @Test
    void a_start_after_a_kill_recovers_what_was_acknowledged_and_leaves_one_server() throws Exception {
        ProcessHandle orphan;
        try (SkillSphereProcess killed = SkillSphereProcess.startAndWait(data)) {
            run(killed, "CREATE TABLE kept AS SELECT 42 AS number");
            orphan = killed.postmaster().orElseThrow();
            killed.kill();
            assertThat(orphan.isAlive()).isTrue();

            try (SkillSphereProcess next = SkillSphereProcess.startAndWait(data)) {
                assertEnds(orphan);
                assertThat(ask(next, "SELECT number FROM kept")).isEqualTo(42);

                ProcessHandle postmaster = next.postmaster().orElseThrow();
                assertThat(next.terminate()).isEqualTo(143);
                assertEnds(postmaster);
            }
        }
    }

    @Test
    void after_a_power_cut_it_recovers_what_was_acknowledged() throws Exception {
        try (SkillSphereProcess cut = SkillSphereProcess.startAndWait(data)) {
            run(cut, "CREATE TABLE kept AS SELECT 42 AS number");
            cut.postmaster().orElseThrow().destroyForcibly();
            cut.kill();
        }
        try (SkillSphereProcess next = SkillSphereProcess.startAndWait(data)) {
            assertThat(ask(next, "SELECT number FROM kept")).isEqualTo(42);
        }
    }

    @Test
    void a_malformed_DATABASE_URL_is_refused_without_its_password() {
        try (SkillSphereProcess process =
                SkillSphereProcess.start(data, Map.of("DATABASE_URL", "postgres//ada:hunter2@localhost/skills"))) {
            assertThat(process.awaitExit()).isNotZero();
            assertThat(process.output())
                    .contains("DATABASE_URL is not the address of a PostgreSQL database.")
                    .doesNotContain("hunter2")
                    .doesNotContain("\tat ");
        }
    }

    private static int readiness(SkillSphereProcess process) throws Exception {
        URI readiness = process.address().resolve("/actuator/health/readiness");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static void assertEnds(ProcessHandle process) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    private static void run(SkillSphereProcess process, String sql) throws SQLException {
        try (Connection connection = process.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int ask(SkillSphereProcess process, String sql) throws SQLException {
        try (Connection connection = process.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
