package io.skillsphere.web.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    static Path sharedFolder;

    static Database shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        shared = EmbeddedPostgres.start(sharedFolder);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void what_it_acknowledged_is_on_the_disk() throws Exception {
        assertThat(ask(shared, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(shared, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask(shared, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(ask(shared, "SHOW data_checksums")).isEqualTo("on");
    }

    @Test
    void it_is_the_same_whatever_the_machine_speaks() throws Exception {
        assertThat(ask(shared, "SHOW server_version_num")).startsWith("18");
        assertThat(ask(shared, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(shared, "SELECT datlocale FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("C.UTF-8");
        assertThat(ask(shared, "SELECT lower('ÄÉЖ')")).isEqualTo("äéж");
    }

    @Test
    void it_answers_on_the_loopback_address_to_the_password_only() throws Exception {
        assertThat(ask(shared, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(shared, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThatThrownBy(() -> DriverManager.getConnection(shared.getJdbcUrl(), "postgres", "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void a_second_start_finds_everything_again() throws Exception {
        try (Database database = EmbeddedPostgres.start(folder)) {
            ask(database, "CREATE TABLE kept AS SELECT 'here' AS word");
        }
        try (Database database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("here");
        }
    }

    @Test
    void a_pid_file_left_by_a_server_that_is_gone_is_no_obstacle() throws Exception {
        EmbeddedPostgres.start(folder).close();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n");

        try (Database database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "SELECT 'up'")).isEqualTo("up");
        }
    }

    @Test
    void an_interrupted_first_start_is_no_obstacle() throws Exception {
        Files.createDirectories(folder.resolve("initializing/base"));
        Files.createDirectories(folder.resolve("unpacking/bin"));

        try (Database database = EmbeddedPostgres.start(folder)) {
            assertThat(ask(database, "SELECT 'up'")).isEqualTo("up");
        }
        assertThat(folder.resolve("initializing")).doesNotExist();
        assertThat(folder.resolve("unpacking")).doesNotExist();
    }

    @Test
    void a_data_folder_in_use_is_refused_and_stays_in_use() throws Exception {
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(sharedFolder))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageMatching("The data folder .* is in use by .*");
        }
        assertThat(ask(shared, "SELECT 'up'")).isEqualTo("up");
    }

    @Test
    void data_of_another_major_version_are_refused() throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("were written by PostgreSQL 17");
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cannot be written to");
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
