package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do with their own accounts, and administrators with others'. */
class AccountsTest extends EndToEnd {

    private static final String PASSWORD = "correct horse battery";

    @Test
    void a_name_can_be_changed_and_others_see_the_new_one() {
        ApiClient mentor = mentor();
        String skill = mentor.publishSkill(1);

        assertThat(mentor.send("PATCH", "/api/account", Map.of("name", "  Clara Weiss "), Map.of())
                        .expect(200)
                        .text("name"))
                .isEqualTo("Clara Weiss");

        assertThat(learner().get("/api/skills/" + skill).text("mentorName")).isEqualTo("Clara Weiss");
        assertThat(mentor.send("PATCH", "/api/account", Map.of("name", " "), Map.of())
                        .problem(400))
                .isEqualTo("validation-failed");
        assertThat(mentor.send("PATCH", "/api/account", Map.of("name", "A", "role", "ADMIN"), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_all_sessions_but_the_new_one() {
        ApiClient learner = learner();
        assertThat(change(learner, "wrong", "a wholly new phrase").problem(401)).isEqualTo("bad-credentials");
        assertThat(change(learner, PASSWORD, "password").problem(400)).isEqualTo("validation-failed");

        Answer changed = change(learner, PASSWORD, "a wholly new phrase").expect(200);

        assertThat(learner.get("/api/account").status()).isEqualTo(401);
        assertThat(learner.post("/api/auth/refresh", Map.of("refreshToken", learner.refreshToken()))
                        .status())
                .isEqualTo(401);
        ApiClient again = new ApiClient(
                learner.baseUrl(), changed.text("accessToken"), null, learner.accountId(), learner.email());
        again.get("/api/account").expect(200);
        anonymous().login(learner.email(), "a wholly new phrase");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(again.get("/api/notifications")
                        .body()
                        .at("/items/0/type")
                        .asText())
                .isEqualTo("PASSWORD_CHANGED"));
    }

    @Test
    void a_suspended_account_is_out_at_once_and_can_not_sign_in_until_it_is_let_in_again() throws Exception {
        ApiClient admin = admin();
        ApiClient learner = learner();
        try (StompClient feed = new StompClient(port, learner.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(learner);

            admin.post("/api/admin/accounts/" + learner.accountId() + "/suspend")
                    .expect(200);

            assertThat(learner.get("/api/account").status()).isEqualTo(401);
            assertThat(feed.error()).isNotNull();
        }
        assertThat(login(learner, PASSWORD).problem(403)).isEqualTo("account-suspended");
        assertThat(login(learner, "wrong").problem(401)).isEqualTo("bad-credentials");
        assertThat(admin.get("/api/admin/accounts?suspended=true&query=" + learner.email())
                        .body()
                        .path("items"))
                .hasSize(1);

        admin.post("/api/admin/accounts/" + learner.accountId() + "/unsuspend").expect(200);
        login(learner, PASSWORD).expect(200);
    }

    @Test
    void administrators_find_accounts_by_words_and_role_page_by_page() {
        ApiClient admin = admin();
        ApiClient mentor = mentor();
        learner();

        JsonNode found = admin.get("/api/admin/accounts?query=" + mentor.email())
                .expect(200)
                .body();
        assertThat(found.path("items")).hasSize(1);
        assertThat(found.at("/items/0/id").asText())
                .isEqualTo(mentor.accountId().toString());

        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = admin.get("/api/admin/accounts?limit=1&role=MENTOR" + next)
                    .expect(200)
                    .body();
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        } while (next != null);
        assertThat(ids).contains(mentor.accountId().toString()).doesNotHaveDuplicates();
        assertThat(admin.get("/api/admin/accounts?role=AUDITOR").body().path("items"))
                .isEmpty();
    }

    @Test
    void nobody_books_a_mentor_who_is_suspended() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skill = mentor.publishSkill(1);
        admin().post("/api/admin/accounts/" + mentor.accountId() + "/suspend").expect(200);

        assertThat(learner.book(skill, 2).problem(409)).isEqualTo("mentor-unavailable");

        admin().post("/api/admin/accounts/" + mentor.accountId() + "/unsuspend").expect(200);
        learner.book(skill, 2).expect(201);
    }

    @Test
    void an_account_with_an_open_booking_is_not_erased_and_one_without_is() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(1), 2).expect(201).text("id");

        assertThat(erase(learner, PASSWORD).problem(409)).isEqualTo("open-bookings");
        assertThat(erase(mentor, PASSWORD).problem(409)).isEqualTo("open-bookings");
        learner.post(path + "/cancel").expect(200);
        assertThat(erase(learner, "wrong").problem(401)).isEqualTo("bad-credentials");

        erase(learner, PASSWORD).expect(204);

        assertThat(learner.get("/api/account").status()).isEqualTo(401);
        assertThat(login(learner, PASSWORD).problem(401)).isEqualTo("bad-credentials");
        assertThat(mentor.get(path).expect(200).body().path("learnerName").isNull())
                .isTrue();
    }

    @Test
    void nothing_that_tells_who_somebody_was_is_left_and_no_event_seal_or_ledger_line_changes() {
        String word = "Zaphod" + UUID.randomUUID().toString().replace("-", "");
        String email = word + "@skillsphere.test";
        ApiClient anonymous = anonymous();
        Answer registered = anonymous
                .send(
                        "POST",
                        "/api/auth/register",
                        Map.of("name", word + " Beeblebrox", "email", email, "password", PASSWORD, "role", "MENTOR"),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(201);
        ApiClient person = new ApiClient(
                anonymous.baseUrl(),
                registered.text("accessToken"),
                registered.text("refreshToken"),
                UUID.fromString(registered.body().at("/account/id").asText()),
                email);
        ApiClient mentor = mentor();
        person.post(
                        "/api/skills",
                        Map.of(
                                "name",
                                word,
                                "description",
                                word,
                                "category",
                                word,
                                "tags",
                                List.of(word),
                                "priceTokens",
                                1))
                .expect(201);
        String booking = person.send(
                        "POST",
                        "/api/bookings",
                        Map.of("skillId", mentor.publishSkill(1), "startsAt", "2031-01-06T10:00:00Z", "note", word),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(201)
                .text("id");
        person.post(
                        "/api/chat/send",
                        Map.of("conversationId", booking, "clientMessageId", UUID.randomUUID(), "text", word))
                .expect(201);
        mentor.send(
                        "POST",
                        "/api/bookings/" + booking + "/confirm",
                        null,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(200);
        person.post("/api/bookings/" + booking + "/complete").expect(200);
        person.post("/api/bookings/" + booking + "/reviews", Map.of("rating", 5, "text", word))
                .expect(201);
        assertThat(tablesWith(word)).contains("account", "written_text");
        long events = jdbc.sql("SELECT count(*) FROM domain_event_entry")
                .query(Long.class)
                .single();
        await().until(() ->
                jdbc.sql("SELECT count(*) FROM seal").query(Long.class).single() >= events);
        List<String> before = sealedHistory(events);

        erase(person, PASSWORD).expect(204);

        assertThat(tablesWith(word)).isEmpty();
        assertThat(sealedHistory(events)).isEqualTo(before);
        JsonNode invariants = admin().get("/api/audit/invariants").expect(200).body();
        assertThat(invariants.path("holds").asBoolean()).as("%s", invariants).isTrue();
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT available FROM wallet_view WHERE account_id = ?")
                        .param(person.accountId())
                        .query(Long.class)
                        .single())
                .isZero());
        await().untilAsserted(() -> assertThat(mentor.get("/api/skills?mentorId=" + person.accountId())
                        .body()
                        .path("items"))
                .isEmpty());
    }

    /** Events with their seals, and the ledger lines of the same time. */
    private List<String> sealedHistory(long events) {
        return jdbc.sql("""
                SELECT e.event_identifier || encode(e.payload, 'hex') || coalesce(encode(e.meta_data, 'hex'), '')
                    || encode(s.seal, 'hex') || coalesce((
                        SELECT string_agg(l::text, ';' ORDER BY l.line) FROM ledger_line l WHERE l.position = e.global_index), '')
                FROM domain_event_entry e JOIN seal s ON s.position = e.global_index
                ORDER BY s.index LIMIT ?""").param(events).query(String.class).list();
    }

    /** Every table of the database in which the word stands, in whatever column; what is bytes is looked into as text. */
    private List<String> tablesWith(String word) {
        List<String> tables = jdbc.sql("""
                SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1""").query(String.class).list();
        return tables.stream()
                .filter(table -> jdbc.sql("SELECT EXISTS (SELECT FROM %s t WHERE t::text ILIKE ? OR t::text ILIKE ?)"
                                .formatted(table))
                        .params("%" + word + "%", "%" + hex(word) + "%")
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    /** As bytes are written. */
    private static String hex(String word) {
        return java.util.HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Answer change(ApiClient client, String current, String password) {
        return client.put("/api/account/password", Map.of("currentPassword", current, "password", password), Map.of());
    }

    private static Answer erase(ApiClient client, String password) {
        return client.send("DELETE", "/api/account", Map.of("password", password), Map.of());
    }

    private Answer login(ApiClient client, String password) {
        return anonymous().post("/api/auth/login", Map.of("email", client.email(), "password", password));
    }
}
