package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened to a booking, step by step, and as a file for a calendar. */
class TimelineTest extends EndToEnd {

    private ApiClient mentor;
    private ApiClient learner;
    private String path;

    @BeforeEach
    void aRequest() {
        mentor = mentor();
        learner = learner();
        path = "/api/bookings/"
                + learner.book(mentor.publishSkill(3), 2).expect(201).text("id");
    }

    @Test
    void each_step_names_who_acted_when_and_which_tokens_moved() {
        mentor.post(path + "/confirm").expect(200);
        learner.post(path + "/complete").expect(200);

        List<JsonNode> steps = steps(learner);

        assertThat(kinds(steps))
                .containsExactly(
                        "REQUESTED",
                        "TOKENS_HELD",
                        "PENDING",
                        "CONFIRMED",
                        "COMPLETED",
                        "TOKENS_CAPTURED",
                        "TOKENS_RECEIVED",
                        "SETTLED");
        assertThat(steps.get(0).at("/by/id").asText())
                .isEqualTo(learner.accountId().toString());
        assertThat(steps.get(0).at("/by/role").asText()).isEqualTo("LEARNER");
        assertThat(steps.get(0).at("/by/name").asText()).isEqualTo("Test LEARNER");
        assertThat(steps.get(0).path("startsAt").asText()).isNotEmpty();
        assertThat(steps.get(0).path("tokens").isNull()).isTrue();
        assertThat(steps.get(1).at("/tokens/held").asLong()).isEqualTo(3);
        assertThat(steps.get(3).at("/by/name").asText()).isEqualTo("Test MENTOR");
        assertThat(steps.get(5).at("/tokens/captured").asLong()).isEqualTo(3);
        assertThat(steps.get(6).at("/tokens/received").asLong()).isEqualTo(3);
        assertThat(steps)
                .extracting(step -> Instant.parse(step.path("at").asText()))
                .isSorted()
                .allMatch(at -> at.isAfter(Instant.now().minus(1, ChronoUnit.HOURS)));
        assertThat(steps(mentor)).isEqualTo(steps);
        assertThat(steps(admin())).isEqualTo(steps);
    }

    @Test
    void a_late_cancellation_shows_its_fee_and_what_came_back() {
        learner.post(path + "/cancel").expect(200);
        String late = "/api/bookings/"
                + learner.post(
                                "/api/bookings",
                                Map.of(
                                        "skillId",
                                        mentor.publishSkill(3),
                                        "startsAt",
                                        Instant.now().plus(2, ChronoUnit.HOURS).toString()))
                        .expect(201)
                        .text("id");
        mentor.post(late + "/confirm").expect(200);
        learner.post(late + "/cancel").expect(200);

        assertThat(kinds(steps(learner)))
                .containsExactly("REQUESTED", "TOKENS_HELD", "PENDING", "CANCELLED", "TOKENS_RELEASED");
        path = late;
        List<JsonNode> steps = steps(learner);
        assertThat(kinds(steps))
                .containsExactly(
                        "REQUESTED",
                        "TOKENS_HELD",
                        "PENDING",
                        "CONFIRMED",
                        "CANCELLED",
                        "TOKENS_CAPTURED",
                        "TOKENS_RECEIVED");
        assertThat(steps.get(4).at("/tokens/fee").asLong()).isEqualTo(1);
        assertThat(steps.get(5).at("/tokens/released").asLong()).isEqualTo(2);
    }

    @Test
    void a_long_timeline_comes_in_pages() {
        Answer first = learner.get(path + "/timeline?limit=2").expect(200);
        assertThat(first.body().path("items")).hasSize(2);
        assertThat(first.headers().firstValue("Link")).isPresent();

        Answer rest = learner.get(path + "/timeline?limit=2&cursor=" + first.text("next"))
                .expect(200);
        assertThat(rest.body().path("items"))
                .extracting(step -> step.path("kind").asText())
                .containsExactly("PENDING");
        assertThat(rest.body().path("next").isNull()).isTrue();
        assertThat(learner.get(path + "/timeline?limit=101").problem(400)).isEqualTo("validation-failed");
    }

    @Test
    void an_account_that_is_gone_leaves_its_steps_without_a_name() {
        List<JsonNode> before = steps(mentor);
        jdbc.sql("UPDATE account SET name = '', email = ? WHERE id = ?")
                .params(UUID.randomUUID() + "@erased.invalid", learner.accountId())
                .update();

        List<JsonNode> after = steps(mentor);

        assertThat(kinds(after)).isEqualTo(kinds(before));
        assertThat(after.get(0).at("/by/id")).isEqualTo(before.get(0).at("/by/id"));
        assertThat(after.toString()).doesNotContain("Test LEARNER");
        mentor.get(path + "/calendar.ics").expect(200);
    }

    @Test
    void a_calendar_gets_a_file_once_and_again_only_when_the_booking_has_changed() {
        Answer file = learner.get(path + "/calendar.ics").expect(200);

        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/calendar;method=PUBLISH;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"booking.ics\"");
        assertThat(file.body().asText())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("STATUS:TENTATIVE\r\n")
                .doesNotContain("@skillsphere.test");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        learner.send("GET", path + "/calendar.ics", null, Map.of("If-None-Match", tag))
                .expect(304);

        mentor.post(path + "/decline").expect(200);
        Answer changed = learner.send("GET", path + "/calendar.ics", null, Map.of("If-None-Match", tag))
                .expect(200);
        assertThat(changed.headers().firstValue("Content-Type")).hasValue("text/calendar;method=CANCEL;charset=UTF-8");
        assertThat(changed.body().asText()).contains("METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n");
    }

    private List<JsonNode> steps(ApiClient reader) {
        List<JsonNode> steps = new ArrayList<>();
        reader.get(path + "/timeline").expect(200).body().path("items").forEach(steps::add);
        return steps;
    }

    private static List<String> kinds(List<JsonNode> steps) {
        return steps.stream().map(step -> step.path("kind").asText()).toList();
    }
}
