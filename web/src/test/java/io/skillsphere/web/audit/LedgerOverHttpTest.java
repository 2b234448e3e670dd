package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an auditor, and an owner, can ask of the ledger over HTTP. */
class LedgerOverHttpTest extends EndToEnd {

    @Test
    void every_event_is_balanced_lines_with_running_balances_and_versions_of_their_accounts() {
        settledBooking();
        Map<String, Long> balances = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        Map<Long, Long> sums = new HashMap<>();
        Set<String> actors = new HashSet<>();
        Long after = -1L;
        do {
            JsonNode page = admin().get("/api/audit/ledger?limit=7&after=" + after)
                    .expect(200)
                    .body();
            for (JsonNode line : page.path("items")) {
                String account = line.path("account").asText();
                long amount = line.path("amount").asLong();
                assertThat(line.path("balanceAfter").asLong())
                        .as("balance of %s", account)
                        .isEqualTo(balances.merge(account, amount, Long::sum));
                assertThat(line.path("accountVersion").asLong()).isEqualTo(versions.merge(account, 1L, Long::sum));
                sums.merge(line.path("position").asLong(), amount, Long::sum);
                actors.add(line.path("actor").asText());
                assertThat(line.path("eventId").asText()).isNotEmpty();
                assertThat(line.path("commandId").asText()).isNotEmpty();
                assertThat(Instant.parse(line.path("effectiveAt").asText()))
                        .isBeforeOrEqualTo(Instant.parse(line.path("recordedAt").asText()));
            }
            after = page.path("next").isNull() ? null : page.path("next").asLong();
        } while (after != null);

        assertThat(sums.values()).isNotEmpty().containsOnly(0L);
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(versions).containsKeys("treasury", "in-transit");
        assertThat(actors).hasSizeGreaterThan(1);
    }

    @Test
    void the_whole_ledger_is_streamed_line_by_line_as_JSON_and_as_CSV() throws Exception {
        settledBooking();
        ApiClient admin = admin();

        List<String> json = stream(admin, "application/x-ndjson").body().lines().toList();
        HttpResponse<String> csv = stream(admin, "text/csv");

        long lines =
                jdbc.sql("SELECT count(*) FROM ledger_line").query(Long.class).single();
        assertThat((long) json.size()).isEqualTo(lines);
        assertThat(json).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body()).startsWith("position,line,account,amount,balanceAfter,accountVersion,");
        assertThat(csv.body().lines().count()).isEqualTo(lines + 1);
    }

    @Test
    void all_wallets_add_up_to_the_supply_at_any_instant() {
        ApiClient learner = learner();
        Instant before = Instant.parse(learner.get("/api/wallet/explain").text("at"));
        admin().post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 5, "reason", "a correction"))
                .expect(201);

        JsonNode then =
                admin().get("/api/audit/balances?at=" + before).expect(200).body();
        JsonNode now = admin().get("/api/audit/balances").expect(200).body();

        for (JsonNode balances : List.of(then, now)) {
            assertThat(balances.path("balanced").asBoolean()).isTrue();
            assertThat(balances.path("sum").asLong()).isZero();
            assertThat(balances.path("supply").asLong())
                    .isEqualTo(balances.path("issued").asLong()
                            - balances.path("redeemed").asLong());
        }
        assertThat(now.path("issued").asLong() - then.path("issued").asLong()).isEqualTo(5);
        String one = learner.accountId().toString();
        assertThat(walletIn(before, one)).isEqualTo(10);
        assertThat(walletIn(null, one)).isEqualTo(15);
    }

    @Test
    void an_explanation_adds_up_and_names_event_command_actor_and_booking() {
        ApiClient learner = settledBooking();

        JsonNode explanation = learner.get("/api/wallet/explain").expect(200).body();

        assertThat(explanation.path("available").asLong())
                .isEqualTo(learner.tokens().available());
        assertThat(sum(explanation, "available"))
                .isEqualTo(explanation.path("available").asLong());
        assertThat(sum(explanation, "held")).isEqualTo(explanation.path("held").asLong());
        JsonNode hold = explanation.path("lines").get(1);
        assertThat(hold.path("type").asText()).isEqualTo("HOLD");
        assertThat(hold.path("actor").asText()).isEqualTo(learner.accountId().toString());
        assertThat(hold.path("bookingId").asText()).isNotEmpty();
        assertThat(hold.path("eventId").asText()).isNotEmpty();
        assertThat(hold.path("commandId").asText()).isNotEmpty();

        JsonNode held = learner.get(
                        "/api/wallet/explain?at=" + hold.path("recordedAt").asText())
                .expect(200)
                .body();
        assertThat(held.path("held").asLong()).isEqualTo(3);
        assertThat(sum(held, "available")).isEqualTo(held.path("available").asLong());
    }

    @Test
    void of_a_long_history_the_earlier_part_is_brought_forward() {
        ApiClient learner = settledBooking();

        JsonNode explanation =
                learner.get("/api/wallet/explain?limit=1").expect(200).body();

        assertThat(explanation.path("lines")).hasSize(2);
        assertThat(explanation.path("lines").get(0).path("type").asText()).isEqualTo("BROUGHT_FORWARD");
        assertThat(sum(explanation, "available"))
                .isEqualTo(explanation.path("available").asLong());
    }

    @Test
    void a_statement_leads_from_the_opening_to_the_closing_balance() throws Exception {
        ApiClient learner = settledBooking();
        JsonNode explained = learner.get("/api/wallet/explain").body().path("lines");
        String from = explained.get(1).path("recordedAt").asText();

        JsonNode statement =
                learner.get("/api/wallet/statement?from=" + from).expect(200).body();

        assertThat(statement.path("opening").path("available").asLong()).isEqualTo(10);
        assertThat(statement.path("lines")).hasSize(2);
        assertThat(statement.path("opening").path("available").asLong() + sum(statement, "available"))
                .isEqualTo(statement.path("closing").path("available").asLong())
                .isEqualTo(7);
        HttpRequest csv = HttpRequest.newBuilder(URI.create(learner.baseUrl() + "/api/wallet/statement"))
                .header("Authorization", "Bearer " + learner.token())
                .header("Accept", "text/csv")
                .build();
        List<String> lines = HttpClient.newHttpClient()
                .send(csv, BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).contains("OPENING");
        assertThat(lines.get(5)).contains("CLOSING").contains(",7,0,");
    }

    @Test
    void the_ledger_is_for_auditors_and_one_s_own_wallet_for_its_owner() {
        ApiClient learner = learner();
        ApiClient other = learner();

        assertThat(learner.get("/api/audit/ledger").problem(403)).isEqualTo("forbidden");
        assertThat(learner.get("/api/audit/balances").problem(403)).isEqualTo("forbidden");
        assertThat(learner.post("/api/audit/replays").problem(403)).isEqualTo("forbidden");
        assertThat(learner.get("/api/wallet/explain?accountId=" + other.accountId())
                        .text("accountId"))
                .isEqualTo(learner.accountId().toString());
        assertThat(admin().get("/api/wallet/explain?accountId=" + other.accountId())
                        .text("accountId"))
                .isEqualTo(other.accountId().toString());
        assertThat(admin().get("/api/audit/ledger?limit=1001").problem(400)).isEqualTo("validation-failed");
        assertThat(admin().get("/api/audit/replays/" + UUID.randomUUID()).problem(404))
                .isEqualTo("not-found");
    }

    @Test
    void a_replay_finds_nothing_until_a_row_is_edited_and_then_names_table_and_key() {
        ApiClient learner = settledBooking();
        assertThat(replay().path("holds").asBoolean()).isTrue();

        jdbc.sql("UPDATE wallet_view SET available = available + 1 WHERE account_id = ?")
                .param(learner.accountId())
                .update();
        JsonNode report = replay();
        jdbc.sql("UPDATE wallet_view SET available = available - 1 WHERE account_id = ?")
                .param(learner.accountId())
                .update();

        assertThat(report.path("holds").asBoolean()).isFalse();
        assertThat(report.path("tables")).anySatisfy(table -> {
            assertThat(table.path("name").asText()).isEqualTo("wallet_view");
            assertThat(table.path("equal").asBoolean()).isFalse();
            assertThat(table.path("differences").get(0).path("key").asText())
                    .isEqualTo(learner.accountId().toString());
        });
        assertThat(replay().path("holds").asBoolean()).isTrue();
    }

    private ApiClient settledBooking() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String booking = learner.book(mentor.publishSkill(3), 2).expect(201).text("id");
        mentor.post("/api/bookings/" + booking + "/confirm").expect(200);
        learner.post("/api/bookings/" + booking + "/complete").expect(200);
        return learner;
    }

    private JsonNode replay() {
        ApiClient admin = admin();
        Answer begun = admin.post("/api/audit/replays").expect(202);
        String path = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(java.time.Duration.ofMinutes(2))
                .until(() -> !admin.get(path).text("state").equals("RUNNING"));
        Answer done = admin.get(path).expect(200);
        assertThat(done.text("state")).as("%s", done.body()).isEqualTo("DONE");
        return done.body().path("report");
    }

    private long walletIn(Instant at, String accountId) {
        String path = "/api/audit/balances?limit=1000" + (at == null ? "" : "&at=" + at);
        return StreamSupport.stream(admin().get(path).body().path("items").spliterator(), false)
                .filter(wallet -> wallet.path("accountId").asText().equals(accountId))
                .findAny()
                .orElseThrow()
                .path("available")
                .asLong();
    }

    private static long sum(JsonNode explanation, String field) {
        return StreamSupport.stream(explanation.path("lines").spliterator(), false)
                .mapToLong(line -> line.path(field).asLong())
                .sum();
    }

    private static HttpResponse<String> stream(ApiClient client, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.baseUrl() + "/api/audit/ledger"))
                .header("Authorization", "Bearer " + client.token())
                .header("Accept", type)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
