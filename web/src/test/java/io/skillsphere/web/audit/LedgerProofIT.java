package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.SkillSphereProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor finds after ten thousand commands of many people at once, and after somebody has been at the database. */
class LedgerProofIT {

    private static final int COMMANDS = 10_000; // each that is accepted makes one event
    private static final Set<String> EVERYBODY = Set.of("verify", "invariants", "explain", "replay");
    private static final int THREADS = 16;
    private static final int LEARNERS = 24;
    private static final int MENTORS = 8;

    @TempDir
    Path folder;

    private int bundles;

    @Test
    void after_ten_thousand_concurrent_commands_all_holds_and_whatever_is_tampered_with_is_found() throws Exception {
        Map<String, String> environment = Map.of(
                "SKILLSPHERE_RATE_LIMIT_ENABLED", "false",
                "SKILLSPHERE_READ_YOUR_WRITES", "PT0S", // nobody here looks at what was written
                "SKILLSPHERE_ADMIN_EMAIL", "admin@skillsphere.test",
                "SKILLSPHERE_ADMIN_PASSWORD", "a-long-enough-secret");
        try (SkillSphereProcess skillSphere = SkillSphereProcess.start(folder.resolve("data"), environment)
                        .awaitReady();
                Connection database = skillSphere.connect()) {
            ApiClient admin = new ApiClient(skillSphere.address().toString())
                    .login("admin@skillsphere.test", "a-long-enough-secret");
            // A number that is drawn and never used: room for somebody to put an event in later.
            long free =
                    number(database, "SELECT nextval(pg_get_serial_sequence('domain_event_entry', 'global_index'))");
            sendCommands(admin, database);

            Path untouched = Verification.download(admin, folder.resolve("untouched"));
            Verification.of(untouched).holds();
            assertThat(number(database, "SELECT count(*) FROM seal")).isGreaterThanOrEqualTo(COMMANDS);
            Path kept = Files.writeString(
                    folder.resolve("kept.json"),
                    admin.get("/api/audit/checkpoints?limit=1")
                            .expect(200)
                            .body()
                            .toString());

            Path exported = folder.resolve("exported");
            assertThat(shell("export", "--out", exported.toString())).isZero();
            assertThat(shell("verify", exported.toString(), "--checkpoint", kept.toString()))
                    .isZero();
            Files.writeString(exported.resolve("ledger.jsonl"), "");
            assertThat(shell("verify", exported.toString())).isEqualTo(1);

            long sent = number(database, """
                    SELECT global_index FROM domain_event_entry WHERE payload_type LIKE '%TokensSent'
                    ORDER BY global_index OFFSET 700 LIMIT 1""");
            String wallet = text(database, """
                    SELECT aggregate_identifier FROM domain_event_entry WHERE global_index = %d""".formatted(sent));
            assertThat(invariants(admin)).as("before anybody was at it").isNull();
            assertThat(objections(admin, wallet)).isEmpty();
            assertThat(replay(admin)).isEmpty();
            assertThat(shell("invariants", "--every-event")).isZero();
            assertThat(shell("explain", "--account", wallet)).isZero();
            assertThat(shell("replay")).isZero();

            tampered(admin, database, wallet, "an amount", sent, EVERYBODY, """
                    UPDATE domain_event_entry
                    SET payload = convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"amount":\\d+', '"amount":77'), 'UTF8')
                    WHERE global_index = %d""");
            tampered(admin, database, wallet, "metadata", sent, EVERYBODY, """
                    UPDATE domain_event_entry
                    SET meta_data = convert_to(replace(convert_from(meta_data, 'UTF8'), 'LEARNER', 'ADMIN'), 'UTF8')
                    WHERE global_index = %d""");
            tampered(admin, database, wallet, "the time", sent, EVERYBODY, """
                    UPDATE domain_event_entry SET time_stamp = '2001-01-01T00:00:00Z' WHERE global_index = %d""");
            tampered(admin, database, wallet, "a deleted event", sent, EVERYBODY, """
                    DELETE FROM domain_event_entry WHERE global_index = %d""");
            tampered(admin, database, wallet, "an inserted event", free, EVERYBODY, """
                    INSERT INTO domain_event_entry (global_index, event_identifier, aggregate_identifier, sequence_number,
                        type, payload_type, payload_revision, time_stamp, payload, meta_data)
                    SELECT %d, gen_random_uuid()::text, aggregate_identifier, 1000000, type, payload_type,
                        payload_revision, time_stamp, payload, meta_data
                    FROM domain_event_entry WHERE payload_type LIKE '%%TokensIssued' AND aggregate_identifier = '%s' LIMIT 1""".replace("%s", wallet));
            tampered(admin, database, wallet, "two events in each other's place", sent, EVERYBODY, """
                    UPDATE domain_event_entry SET global_index = -1 WHERE global_index = %1$d;
                    UPDATE domain_event_entry SET global_index = %1$d WHERE global_index = (
                        SELECT min(global_index) FROM domain_event_entry WHERE global_index > %1$d);
                    UPDATE domain_event_entry SET global_index = (
                        SELECT min(position) FROM seal WHERE position > %1$d) WHERE global_index = -1""");
            tampered(admin, database, wallet, "a seal", sent, Set.of("verify", "invariants"), """
                    UPDATE seal SET seal = sha256(seal) WHERE position = %d""");
            tampered(admin, database, wallet, "a line of the ledger", sent, Set.of("verify", "explain", "replay"), """
                    UPDATE ledger_line SET amount = 2 * amount WHERE position = %d AND account LIKE 'wallet:%%'""");
            tampered(admin, database, wallet, "who acted, as it is shown", sent, Set.of("replay"), """
                    UPDATE transaction_view SET actor = 'somebody else' WHERE position = %d""");
            assertThat(verify(admin).holds().report()).contains("every signature and root holds");
            assertThat(invariants(admin)).isNull();
            assertThat(objections(admin, wallet)).isEmpty();
            assertThat(replay(admin)).isEmpty();

            sealAnew(database, sent);
            verify(admin).fails("the checkpoint of");
            execute(database, "DELETE FROM checkpoint");
            verify(admin).holds();
            Verification.of(Verification.download(admin, folder.resolve("forged")), "--checkpoint", kept)
                    .fails("this is not the history that it vouched for");
        }
    }

    private void sendCommands(ApiClient admin, Connection database) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(THREADS);
        try {
            ApiClient anybody = new ApiClient(admin.baseUrl());
            List<ApiClient> mentors = Stream.generate(() -> anybody.register("MENTOR"))
                    .limit(MENTORS)
                    .toList();
            List<ApiClient> learners = Stream.generate(() -> anybody.register("LEARNER"))
                    .limit(LEARNERS)
                    .toList();
            List<String> skills = all(people, MENTORS, i -> publish(mentors.get(i), 1 + i % 3));
            all(people, LEARNERS, i -> treasury(admin, "ISSUE", learners.get(i), 100_000));
            for (int round = 1; number(database, "SELECT count(*) FROM domain_event_entry") < COMMANDS; round++) {
                int seed = round * THREADS;
                all(people, THREADS, thread -> {
                    Random random = new Random(seed + thread);
                    for (int i = 0; i < 25; i++) {
                        act(random, admin, learners, mentors, skills);
                    }
                    return thread;
                });
            }
        } finally {
            people.shutdown();
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> number(database, """
                SELECT min((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint)
                    - (SELECT max(global_index) FROM domain_event_entry) FROM token_entry""") == 0);
    }

    private static void act(
            Random random, ApiClient admin, List<ApiClient> learners, List<ApiClient> mentors, List<String> skills) {
        ApiClient learner = learners.get(random.nextInt(LEARNERS));
        int what = random.nextInt(10);
        if (what < 5) {
            ApiClient other = learners.get(random.nextInt(LEARNERS));
            accepted(learner.post(
                    "/api/transactions",
                    Map.of("type", "TRANSFER", "to", other.accountId(), "amount", 1 + random.nextInt(5))));
        } else if (what < 7) {
            treasury(admin, random.nextBoolean() ? "ISSUE" : "REDEEM", learner, 1 + random.nextInt(5));
        } else {
            int mentor = random.nextInt(MENTORS);
            String path = accepted(learner.book(skills.get(mentor), 2 + random.nextInt(300)))
                    .headers()
                    .firstValue("Location")
                    .orElse(null);
            if (path != null) {
                switch (random.nextInt(3)) {
                    case 0 -> accepted(learner.post(path + "/cancel"));
                    case 1 -> accepted(mentors.get(mentor).post(path + "/decline"));
                    default -> {
                        accepted(mentors.get(mentor).post(path + "/confirm"));
                        accepted(learner.post(path + "/complete"));
                    }
                }
            }
        }
    }

    private static String publish(ApiClient mentor, int price) {
        String skill = accepted(mentor.post(
                        "/api/skills",
                        Map.of("name", "Piano", "category", "Music", "sessionMinutes", 60, "priceTokens", price)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return skill.substring(skill.lastIndexOf('/') + 1);
    }

    private static Answer treasury(ApiClient admin, String type, ApiClient learner, int amount) {
        return accepted(admin.post(
                "/api/transactions",
                Map.of("type", type, "to", learner.accountId(), "amount", amount, "reason", "test")));
    }

    /** What the rules refuse is refused, and what is not shown yet not found; nothing fails. */
    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201, 202, 404, 409);
        return answer;
    }

    /** Does it, looks who finds it, at which position or in which table, and undoes it. */
    private void tampered(
            ApiClient admin,
            Connection database,
            String wallet,
            String what,
            long position,
            Set<String> caughtBy,
            String sql)
            throws SQLException {
        List<String> tables = List.of("domain_event_entry", "seal", "ledger_line", "transaction_view");
        for (String table : tables) {
            execute(database, "CREATE TABLE before_%1$s AS TABLE %1$s".formatted(table));
        }
        execute(database, sql.formatted(position));

        Verification verification = verify(admin);
        assertThat(verification.status() == 1)
                .as(what + ": " + verification.report())
                .isEqualTo(caughtBy.contains("verify"));
        if (caughtBy.contains("invariants")) {
            assertThat(verification.report()).as(what).contains("Position %d: ".formatted(position));
        }
        assertThat(invariants(admin)).as(what).isEqualTo(caughtBy.contains("invariants") ? position : null);
        assertThat(objections(admin, wallet).isEmpty()).as(what).isEqualTo(!caughtBy.contains("explain"));
        assertThat(replay(admin).isEmpty()).as(what).isEqualTo(!caughtBy.contains("replay"));

        for (String table : tables) {
            execute(
                    database,
                    "DELETE FROM %1$s; INSERT INTO %1$s TABLE before_%1$s; DROP TABLE before_%1$s".formatted(table));
        }
    }

    /** Where the log is broken; null where all holds. */
    private static Long invariants(ApiClient admin) {
        JsonNode report = admin.get("/api/audit/invariants").expect(200).body();
        return report.path("broken").isNull() ? null : report.path("position").asLong();
    }

    /** What is wrong with what a wallet shows of itself. */
    private static List<String> objections(ApiClient admin, String wallet) {
        JsonNode explanation = admin.get("/api/wallet/explain?limit=10000&accountId=" + wallet)
                .expect(200)
                .body();
        List<String> objections = new ArrayList<>();
        explanation.path("objections").forEach(objection -> objections.add(objection.asText()));
        long available = 0;
        for (JsonNode line : explanation.path("lines")) {
            available += line.path("available").asLong();
            if (available != line.path("availableAfter").asLong()) {
                objections.add("does not add up");
            }
        }
        return objections;
    }

    /** The tables that are not what the log says, or the place where the log can't be read. */
    private static List<String> replay(ApiClient admin) {
        String job = admin.post("/api/audit/replays")
                .expect(202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> !admin.get(job).expect(200).text("state").equals("RUNNING"));
        JsonNode report = admin.get(job).body().path("report");
        List<String> different = new ArrayList<>();
        report.path("tables").forEach(table -> {
            if (!table.path("equal").asBoolean()) {
                different.add(table.path("name").asText());
            }
        });
        if (!report.path("holds").asBoolean() && different.isEmpty()) {
            different.add(report.path("failure").asText());
        }
        return different;
    }

    /** Changes an event and has everything from there on sealed again, as one may who can do all that the database allows. */
    private static void sealAnew(Connection database, long position) throws SQLException {
        long sealed = number(database, "SELECT count(*) FROM seal");
        execute(database, """
                BEGIN;
                UPDATE domain_event_entry SET time_stamp = '2001-01-01T00:00:00Z' WHERE global_index = %1$d;
                DELETE FROM seal_subtree WHERE ((index + 1) << level) > (SELECT index FROM seal WHERE position = %1$d);
                DELETE FROM seal WHERE position >= %1$d;
                COMMIT""".formatted(position));
        await().until(() -> number(database, "SELECT count(*) FROM seal") == sealed);
    }

    /** What {@code audit} on the same jar ends with, while the application runs on the same data. */
    private int shell(String... words) throws IOException, InterruptedException {
        List<String> command = SkillSphereProcess.java(
                "-jar", Path.of("target", "skillsphere.jar").toString(), "audit");
        command.addAll(List.of(words));
        ProcessBuilder shell = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(SkillSphereProcess.newLog("audit").toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("DATABASE_"));
        shell.environment().put("SKILLSPHERE_DATA_DIR", folder.resolve("data").toString());
        return shell.start().waitFor();
    }

    private Verification verify(ApiClient admin) {
        return Verification.of(Verification.download(admin, folder.resolve("bundle" + bundles++)));
    }

    private static <T> List<T> all(ExecutorService people, int count, ByNumber<T> action) throws Exception {
        List<Callable<T>> calls = IntStream.range(0, count)
                .<Callable<T>>mapToObj(i -> () -> action.of(i))
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> done : people.invokeAll(calls)) {
            results.add(done.get());
        }
        return results;
    }

    @FunctionalInterface
    private interface ByNumber<T> {
        T of(int number) throws IOException;
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
