package io.skillsphere.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.EndToEnd;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A client that did not get its answer sends the request again, and nothing happens twice. */
class IdempotencyTest extends EndToEnd {

    private final String key = UUID.randomUUID().toString();

    @Autowired
    private FirstAnswers answers;

    @Test
    void the_same_request_with_the_same_key_is_answered_as_the_first_time() {
        ApiClient mentor = mentor();
        Map<String, Object> skill = Map.of("name", "Piano", "priceTokens", 3);

        Answer first = post(mentor, "/api/skills", skill).expect(201);
        Answer again = post(mentor, "/api/skills", skill).expect(201);

        assertSame(again, first);
        assertThat(mentor.get("/api/skills?mentorId=" + mentor.accountId())
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_refusal_is_answered_again_too_even_if_it_would_not_be_refused_now() {
        ApiClient learner = learner();
        ApiClient admin = admin();
        Map<String, Object> tooMuch = Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 11);
        Answer first = post(learner, "/api/transactions", tooMuch).expect(409);
        admin.post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 5, "reason", "prize"))
                .expect(201);

        assertSame(post(learner, "/api/transactions", tooMuch), first);
        assertThat(learner.tokens()).isEqualTo(new Tokens(15, 0));
    }

    @Test
    void a_key_is_its_accounts_own() {
        Map<String, Object> skill = Map.of("name", "Piano", "priceTokens", 3);

        String one = post(mentor(), "/api/skills", skill).expect(201).text("id");
        String another = post(mentor(), "/api/skills", skill).expect(201).text("id");

        assertThat(one).isNotEqualTo(another);
    }

    @Test
    void other_content_or_another_route_with_the_same_key_is_refused() {
        ApiClient mentor = mentor();
        post(mentor, "/api/skills", Map.of("name", "Piano", "priceTokens", 3)).expect(201);

        assertThat(post(mentor, "/api/skills", Map.of("name", "Piano", "priceTokens", 4))
                        .problem(422))
                .isEqualTo("idempotency-mismatch");
        assertThat(post(mentor, "/api/bookings", Map.of("name", "Piano", "priceTokens", 3))
                        .problem(422))
                .isEqualTo("idempotency-mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words"})
    void a_key_that_is_none_is_refused(String bad) {
        Answer answer = mentor().send("POST", "/api/skills", Map.of(), Map.of("Idempotency-Key", bad));

        assertThat(answer.problem(400)).isEqualTo("idempotency-key-invalid");
    }

    @Test
    void a_key_has_at_most_255_characters() {
        ApiClient mentor = mentor();
        Map<String, Object> skill = Map.of("name", "Piano", "priceTokens", 3);

        assertThat(mentor.send("POST", "/api/skills", skill, Map.of("Idempotency-Key", "k".repeat(256)))
                        .problem(400))
                .isEqualTo("idempotency-key-invalid");
        mentor.send("POST", "/api/skills", skill, Map.of("Idempotency-Key", "k".repeat(255)))
                .expect(201);
    }

    @Test
    void of_many_at_once_one_is_carried_out_and_the_others_wait_or_get_its_answer() {
        ApiClient learner = learner();
        Map<String, Object> body = Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 4);

        List<Answer> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(learner, "/api/transactions", body)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        Set<String> ids = all.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("id"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(all)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.problem(409)).isEqualTo("idempotency-in-progress"));
        assertThat(learner.tokens()).isEqualTo(new Tokens(6, 0));
    }

    @Test
    void a_request_that_still_runs_is_not_run_again() {
        ApiClient mentor = mentor();
        Map<String, Object> skill = Map.of("name", "Piano", "priceTokens", 3);
        post(mentor, "/api/skills", skill).expect(201);
        forgetTheAnswer(mentor, "now() + interval '1 minute'");

        assertThat(post(mentor, "/api/skills", skill).problem(409)).isEqualTo("idempotency-in-progress");
    }

    @Test
    void a_skill_published_before_a_crash_is_answered_and_not_published_twice() {
        ApiClient mentor = mentor();
        Map<String, Object> skill = Map.of("name", "Piano", "priceTokens", 3);
        Answer first = post(mentor, "/api/skills", skill).expect(201);
        crashBeforeTheAnswer(mentor);

        assertSame(post(mentor, "/api/skills", skill), first);
        assertThat(mentor.get("/api/skills?mentorId=" + mentor.accountId())
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_booking_and_each_step_of_it_taken_before_a_crash_is_answered_and_not_taken_twice() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        Map<String, Object> body =
                Map.of("skillId", mentor.publishSkill(3), "startsAt", "2100-03-01T09:00:00Z", "note", "Hello");
        Answer booked = post(learner, "/api/bookings", body).expect(201);
        crashBeforeTheAnswer(learner);
        assertSame(post(learner, "/api/bookings", body), booked);
        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));

        String confirm = "/api/bookings/" + booked.text("id") + "/confirm";
        Answer confirmed = post(mentor, confirm, null).expect(200);
        crashBeforeTheAnswer(mentor);
        assertSame(post(mentor, confirm, null), confirmed);
    }

    @Test
    void tokens_sent_before_a_crash_are_not_sent_twice() {
        ApiClient learner = learner();
        Map<String, Object> body =
                Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 4, "memo", "Thanks");
        Answer first = post(learner, "/api/transactions", body).expect(201);
        crashBeforeTheAnswer(learner);

        assertSame(post(learner, "/api/transactions", body), first);
        assertThat(learner.tokens()).isEqualTo(new Tokens(6, 0));
    }

    @Test
    void what_crashed_before_its_command_is_carried_out_once() {
        ApiClient learner = learner();
        Map<String, Object> body = Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 11);
        post(learner, "/api/transactions", body).expect(409);
        crashBeforeTheAnswer(learner);
        admin().post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 5, "reason", "prize"))
                .expect(201);

        post(learner, "/api/transactions", body).expect(201);
        post(learner, "/api/transactions", body).expect(201);

        assertThat(learner.tokens()).isEqualTo(new Tokens(4, 0));
    }

    @Test
    void a_registration_that_comes_again_signs_in_to_the_same_account_and_none_of_it_is_kept() {
        String email = UUID.randomUUID() + "@skillsphere.test";
        Map<String, String> ada =
                Map.of("name", "Ada", "email", email, "password", "correct horse battery", "role", "LEARNER");
        Answer first = post(anonymous(), "/api/auth/register", ada).expect(201);

        Answer again = post(anonymous(), "/api/auth/register", ada).expect(201);

        assertThat(again.body().path("account")).isEqualTo(first.body().path("account"));
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        for (Map<String, String> other : List.of(
                Map.of("name", "Ada", "email", email, "password", "incorrect horse", "role", "LEARNER"),
                Map.of("name", "Eve", "email", email, "password", "correct horse battery", "role", "LEARNER"))) {
            assertThat(post(anonymous(), "/api/auth/register", other).problem(422))
                    .isEqualTo("idempotency-mismatch");
        }
        assertThat(jdbc.sql("SELECT count(*) FROM idempotent_request WHERE key = ? AND body IS NULL")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void after_a_day_a_key_is_forgotten() {
        ApiClient mentor = mentor();
        String skillId = post(mentor, "/api/skills", Map.of("name", "A", "priceTokens", 3))
                .expect(201)
                .text("id");
        jdbc.sql("UPDATE idempotent_request SET started_at = started_at - interval '24 hours' WHERE key = ?")
                .param(key)
                .update();
        assertThat(post(mentor, "/api/skills", Map.of("name", "B", "priceTokens", 3))
                        .expect(201)
                        .text("id"))
                .isNotEqualTo(skillId);

        jdbc.sql("UPDATE idempotent_request SET started_at = started_at - interval '24 hours' WHERE key = ?")
                .param(key)
                .update();
        answers.trim();
        assertThat(jdbc.sql("SELECT count(*) FROM idempotent_request WHERE key = ?")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Answer post(ApiClient client, String path, Object body) {
        return client.send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        for (String header : List.of("Content-Type", "Location", "ETag")) {
            assertThat(again.headers().firstValue(header))
                    .isEqualTo(first.headers().firstValue(header));
        }
    }

    /** What is in the database when the process dies after the command was committed and before the answer was kept. */
    private void crashBeforeTheAnswer(ApiClient client) {
        forgetTheAnswer(client, "now() - interval '1 second'");
    }

    private void forgetTheAnswer(ApiClient client, String lockedUntil) {
        assertThat(jdbc.sql("UPDATE idempotent_request SET status = NULL, headers = NULL, body = NULL, locked_until = "
                                + lockedUntil + " WHERE owner = ? AND key = ? AND status IS NOT NULL")
                        .params(client.accountId(), key)
                        .update())
                .isEqualTo(1);
    }
}
