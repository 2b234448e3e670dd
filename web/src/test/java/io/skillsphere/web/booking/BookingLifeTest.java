package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.identity.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A booking from its request to its end, over HTTP, with the time in the test's hands. */
@DirtiesContext
@Import(BookingLifeTest.Time.class)
@TestPropertySource(properties = {"skillsphere.token.access-lifetime=P90D", "skillsphere.token.refresh-lifetime=P180D"})
class BookingLifeTest extends EndToEnd {

    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    private MovableClock clock;

    private ApiClient mentor;
    private ApiClient learner;
    private ApiClient admin;
    private String path;

    @AfterEach
    void putTheClockRight() {
        clock.reset();
    }

    @Test
    void what_nobody_answers_expires_and_the_tokens_come_back() {
        request();

        pass(Duration.ofHours(48));

        awaitStatus("EXPIRED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
        assertThat(slots()).isZero();
        assertThat(told(mentor)).contains("BOOKING_EXPIRED");
        assertThat(mentor.post(path + "/confirm").problem(409)).isEqualTo("booking-state");
    }

    @Test
    void the_mentor_says_that_it_was_given_and_is_paid_when_the_dispute_window_has_passed() {
        confirmed();
        assertThat(mentor.post(path + "/complete").problem(409)).isEqualTo("booking-state");
        pass(Duration.ofDays(3).plusHours(1));

        assertThat(mentor.post(path + "/complete").expect(200).text("status")).isEqualTo("DELIVERED");
        assertThat(told(learner)).contains("BOOKING_DELIVERED");
        pass(Duration.ofHours(72));

        awaitStatus("SETTLED");
        assertThat(mentor.tokens()).isEqualTo(new Tokens(13, 0));
        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 0));
    }

    @Test
    void a_confirmed_session_of_which_nobody_says_anything_is_settled_after_the_dispute_window() {
        confirmed();

        pass(Duration.ofDays(3).plusHours(1 + 72));

        awaitStatus("SETTLED");
        assertThat(mentor.tokens()).isEqualTo(new Tokens(13, 0));
        assertThat(slots()).isZero();
    }

    @Test
    void a_dispute_is_decided_by_an_administrator_who_may_split_the_price() {
        confirmed();
        assertThat(dispute().problem(409)).isEqualTo("booking-state");
        pass(Duration.ofDays(3).plusMinutes(10));

        assertThat(dispute().expect(200).text("status")).isEqualTo("DISPUTED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));
        assertThat(learner.post(path + "/complete").problem(409)).isEqualTo("booking-state");
        assertThat(admin.post(path + "/resolve", Map.of("mentorTokens", 4)).problem(409))
                .isEqualTo("insufficient-tokens");
        assertThat(learner.post(path + "/resolve", Map.of("mentorTokens", 0)).problem(403))
                .isEqualTo("forbidden");

        assertThat(admin.post(path + "/resolve", Map.of("mentorTokens", 1))
                        .expect(200)
                        .text("status"))
                .isEqualTo("SETTLED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(9, 0));
        assertThat(mentor.tokens()).isEqualTo(new Tokens(11, 0));
    }

    @Test
    void an_administrator_reads_what_the_two_said_while_they_are_in_dispute_and_only_then() {
        confirmed();
        String messages = "/api/chat/conversations/" + id() + "/messages";
        learner.post(messages, Map.of("text", "That was no piano.")).expect(201);
        assertThat(admin.get(messages).problem(404)).isEqualTo("not-found");
        pass(Duration.ofDays(3).plusMinutes(10));
        dispute().expect(200);

        assertThat(admin.get(messages).expect(200).body().at("/items/0/text").asText())
                .isEqualTo("That was no piano.");
        assertThat(admin.post(messages, Map.of("text", "I see.")).problem(403)).isEqualTo("forbidden");

        admin.post(path + "/resolve", Map.of("mentorTokens", 0)).expect(200);
        assertThat(admin.get(messages).problem(404)).isEqualTo("not-found");
    }

    @Test
    void a_dispute_that_nobody_decides_gives_the_tokens_back_in_the_end() {
        confirmed();
        pass(Duration.ofDays(3).plusMinutes(10));
        dispute().expect(200);

        pass(Duration.ofDays(30));

        awaitStatus("SETTLED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
    }

    @Test
    void a_mentor_who_does_not_come_is_not_paid() {
        confirmed();
        pass(Duration.ofDays(3).plusMinutes(10));

        assertThat(noShow(mentor, "MENTOR").problem(403)).isEqualTo("forbidden");
        assertThat(noShow(mentor, "LEARNER").problem(409)).isEqualTo("booking-state");
        assertThat(noShow(learner, "MENTOR").expect(200).text("status")).isEqualTo("NO_SHOW");

        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
        assertThat(told(mentor)).contains("BOOKING_NO_SHOW");
    }

    @Test
    void a_learner_who_does_not_come_pays() {
        confirmed();
        pass(Duration.ofDays(3).plusMinutes(61));

        assertThat(noShow(mentor, "LEARNER").expect(200).text("status")).isEqualTo("NO_SHOW");

        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 0));
        await().untilAsserted(() -> assertThat(mentor.tokens()).isEqualTo(new Tokens(13, 0)));
    }

    @Test
    void another_time_is_proposed_and_accepted_and_the_hold_goes_along() {
        confirmed();
        String other = startsIn(5);

        Answer proposed =
                learner.post(path + "/reschedule", Map.of("startsAt", other)).expect(200);
        assertThat(proposed.body().at("/proposal/startsAt").asText()).isEqualTo(other);
        assertThat(told(mentor)).contains("RESCHEDULE_PROPOSED");
        assertThat(learner.post(path + "/reschedule/accept").problem(403)).isEqualTo("forbidden");

        Answer accepted = mentor.post(path + "/reschedule/accept").expect(200);
        assertThat(accepted.text("startsAt")).isEqualTo(other);
        assertThat(accepted.text("status")).isEqualTo("CONFIRMED");
        assertThat(accepted.body().path("proposal").isNull()).isTrue();
        assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));
        assertThat(jdbc.sql("SELECT count(*) FROM booked_slot WHERE booking_id = ? AND lower(span) = ?::timestamptz")
                        .params(id(), other)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_proposal_is_declined_or_taken_back_and_the_session_stays_when_it_is() {
        confirmed();
        String before = learner.get(path).text("startsAt");
        mentor.put(path, Map.of("startsAt", startsIn(6)), Map.of()).expect(200);

        assertThat(learner.post(path + "/reschedule/decline").expect(200).text("startsAt"))
                .isEqualTo(before);
        assertThat(learner.post(path + "/reschedule/accept").problem(409)).isEqualTo("booking-state");
        assertThat(learner.post(path + "/reschedule", Map.of("startsAt", "2020-01-01T10:00:00Z"))
                        .problem(409))
                .isEqualTo("starts-in-past");
    }

    @Test
    void a_time_that_is_taken_by_then_is_refused_and_the_old_one_kept() {
        confirmed();
        String other = startsIn(7);
        mentor.post(path + "/reschedule", Map.of("startsAt", other)).expect(200);
        learner()
                .post("/api/bookings", Map.of("skillId", skill, "startsAt", other))
                .expect(201);

        assertThat(learner.post(path + "/reschedule/accept").problem(409)).isEqualTo("slot-taken");
        assertThat(slots()).isEqualTo(2);
    }

    @Test
    void both_are_reminded_a_day_and_an_hour_before_and_a_cancelled_session_reminds_nobody() {
        confirmed();
        mentor.post(path + "/reschedule", Map.of("startsAt", startsIn(6))).expect(200);
        learner.post(path + "/reschedule/accept").expect(200);

        pass(Duration.ofDays(2).plusMinutes(5)); // a day before the time that it had
        assertThat(reminders(learner)).isZero();
        pass(Duration.ofDays(3));
        await().untilAsserted(() -> assertThat(reminders(learner)).isEqualTo(1));
        pass(Duration.ofHours(23));
        await().untilAsserted(() -> assertThat(reminders(learner)).isEqualTo(2));
        assertThat(reminders(mentor)).isEqualTo(2);

        clock.reset();
        confirmed();
        mentor.post(path + "/cancel").expect(200);
        pass(Duration.ofDays(2).plusMinutes(5));
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE ? AND execution_time < ?::timestamptz")
                        .params(id() + "/%", clock.instant().toString())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(reminders(learner)).isZero();
    }

    @Test
    void a_dry_run_says_what_cancelling_would_cost_and_cancels_nothing() {
        confirmed();
        Answer early = learner.post(path + "/cancel?dryRun=true").expect(200);
        assertThat(early.number("costTokens")).isZero();
        pass(Duration.ofDays(2).plusHours(2));

        Answer late = learner.post(path + "/cancel?dryRun=true").expect(200);

        assertThat(late.number("costTokens")).isEqualTo(1);
        assertThat(late.number("refundTokens")).isEqualTo(2);
        assertThat(mentor.post(path + "/cancel?dryRun=true").expect(200).number("costTokens"))
                .isZero();
        assertThat(learner.get(path).text("status")).isEqualTo("CONFIRMED");
        learner.post(path + "/cancel").expect(200);
        assertThat(learner.tokens()).isEqualTo(new Tokens(9, 0));
    }

    @Test
    void a_session_that_has_begun_can_not_be_cancelled_by_its_learner() {
        confirmed();
        pass(Duration.ofDays(3).plusMinutes(1));

        assertThat(learner.post(path + "/cancel").problem(409)).isEqualTo("booking-state");
    }

    private String skill;

    private void request() {
        mentor = mentor();
        learner = learner();
        admin = admin();
        skill = mentor.publishSkill(3);
        path = "/api/bookings/"
                + learner.post("/api/bookings", Map.of("skillId", skill, "startsAt", startsIn(3)))
                        .expect(201)
                        .text("id");
    }

    private void confirmed() {
        request();
        mentor.post(path + "/confirm").expect(200);
    }

    private String startsIn(int days) {
        return clock.instant()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private UUID id() {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Moves the clock, and has all that is due by then looked at. */
    private void pass(Duration time) {
        clock.advance(time);
        Instant now = clock.instant();
        jdbc.sql(
                        "UPDATE scheduled_tasks SET execution_time = now() WHERE NOT picked AND execution_time <= ?::timestamptz")
                .param(now.toString())
                .update();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE execution_time <= now()")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private void awaitStatus(String status) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(learner.get(path).text("status")).isEqualTo(status));
    }

    private Answer dispute() {
        return learner.post(path + "/dispute", Map.of("statement", "It was another instrument."));
    }

    private Answer noShow(ApiClient by, String who) {
        return by.post(path + "/no-show", Map.of("who", who));
    }

    private long slots() {
        return jdbc.sql("SELECT count(*) FROM booked_slot WHERE booking_id = ?")
                .param(id())
                .query(Long.class)
                .single();
    }

    private static java.util.List<String> told(ApiClient client) {
        return StreamSupport.stream(
                        client.get("/api/notifications?limit=100")
                                .expect(200)
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .map(item -> item.path("type").asText())
                .toList();
    }

    private static long reminders(ApiClient client) {
        return told(client).stream().filter("SESSION_REMINDER"::equals).count();
    }
}
