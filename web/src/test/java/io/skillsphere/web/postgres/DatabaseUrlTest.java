package io.skillsphere.web.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        Database database = DatabaseUrl.parse("jdbc:postgresql://db.example:6432/skills?sslmode=require", "", "");

        assertThat(database.getJdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/skills?sslmode=require");
        assertThat(database.getUsername()).isNull();
        assertThat(database.getPassword()).isNull();
        assertThat(database.whereabouts()).isEqualTo("PostgreSQL at db.example:6432/skills");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgresql"})
    void a_postgres_url_is_turned_into_a_jdbc_url(String scheme) {
        Database database = DatabaseUrl.parse(scheme + "://ada:secret@db_1:5433/skills?sslmode=require", "", "");

        assertThat(database.getJdbcUrl()).isEqualTo("jdbc:postgresql://db_1:5433/skills?sslmode=require");
        assertThat(database.getUsername()).isEqualTo("ada");
        assertThat(database.getPassword()).isEqualTo("secret");
    }

    @Test
    void user_name_and_password_are_percent_decoded_and_a_plus_stays_a_plus() {
        Database database = DatabaseUrl.parse("postgres://ada%40home:p%40s%3As%2F+%25@localhost/skills", null, null);

        assertThat(database.getUsername()).isEqualTo("ada@home");
        assertThat(database.getPassword()).isEqualTo("p@s:s/+%");
        assertThat(database.getJdbcUrl()).isEqualTo("jdbc:postgresql://localhost/skills");
    }

    @Test
    void user_name_and_password_beside_the_url_win() {
        Database database = DatabaseUrl.parse("postgres://ada:secret@localhost/skills", "grace", "other");

        assertThat(database.getUsername()).isEqualTo("grace");
        assertThat(database.getPassword()).isEqualTo("other");
    }

    @Test
    void an_ipv6_host_and_several_hosts_are_understood() {
        assertThat(DatabaseUrl.parse("postgres://[::1]:5433/skills", "", "").getJdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5433/skills");
        assertThat(DatabaseUrl.parse("postgres://one:5432,two:5432/skills", "", "")
                        .getJdbcUrl())
                .isEqualTo("jdbc:postgresql://one:5432,two:5432/skills");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ada:hunter2@localhost/skills",
                "localhost:5432/skills?password=hunter2",
                "postgres://ada:hunter2@localhost",
                "postgres://ada:hunter2@localhost:port/skills",
                "postgres://ada:hunter2%zz@localhost/skills",
                "postgres://ada:hunter2@x@localhost/skills",
                "postgres://ada:hunter2/x@localhost",
                "postgres://localhost:70000/skills?password=hunter2",
                "jdbc:postgresql://localhost:port/skills?password=hunter2",
                "jdbc:postgresql:skills",
            })
    void anything_else_is_refused_with_what_is_expected_and_without_its_password(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, "", ""))
                .isInstanceOfSatisfying(StartRefusedException.class, refusal -> {
                    assertThat(refusal).hasMessage("DATABASE_URL is not the address of a PostgreSQL database.");
                    assertThat(refusal.remedy()).contains("postgres://user:password@host:port/database");
                    assertThat(refusal.getMessage() + refusal.remedy()).doesNotContain("hunter2");
                });
    }

    @Test
    void its_text_has_no_password() {
        assertThat(DatabaseUrl.parse("postgres://ada:hunter2@localhost/skills", "", ""))
                .asString()
                .doesNotContain("hunter2");
    }
}
