package io.skillsphere.web.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mentors say when they are available, and are booked then and at no other time. */
class AvailabilityTest extends EndToEnd {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(10);

    @Test
    void a_mentor_publishes_it_and_everybody_can_read_it() {
        ApiClient mentor = mentor();
        String path = path(mentor);
        assertThat(anonymous().get(path).problem(404)).isEqualTo("not-found");
        try (StompClient feed = new StompClient(port, mentor.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(mentor);

            Answer published = mentor.put(path, openOn(day), Map.of()).expect(200);
            assertThat(published.headers().firstValue("ETag")).hasValue("\"0\"");
            assertThat(published.text("zone")).isEqualTo("Europe/Berlin");
            assertThat(published.body().at("/weekly/0/to").asText()).isEqualTo("24:00");
            assertThat(anonymous().get(path).expect(200).body()).isEqualTo(published.body());

            await().untilAsserted(() -> assertThat(feed.received()).hasSize(1));
            assertThat(feed.received().get(0).path("type").asText()).isEqualTo("availability");
            assertThat(feed.received().get(0).path("data")).isEqualTo(published.body());
        }
    }

    @Test
    void it_is_replaced_by_its_mentor_or_an_administrator_and_with_a_version_only_as_it_was_seen() {
        ApiClient mentor = mentor();
        String path = path(mentor);
        mentor.put(path, openOn(day), Map.of()).expect(200);

        assertThat(mentor().put(path, openOn(day), Map.of()).problem(403)).isEqualTo("forbidden");
        assertThat(learner().put(path, openOn(day), Map.of()).problem(403)).isEqualTo("forbidden");
        assertThat(anonymous().put(path, openOn(day), Map.of()).problem(401)).isEqualTo("unauthenticated");
        assertThat(mentor.put(path, openOn(day.plusDays(1)), Map.of("If-Match", "\"7\""))
                        .problem(412))
                .isEqualTo("stale-version");
        assertThat(admin().put(path, openOn(day.plusDays(1)), Map.of("If-Match", "\"0\""))
                        .expect(200)
                        .number("version"))
                .isEqualTo(1);
        assertThat(admin().put("/api/mentors/" + UUID.randomUUID() + "/availability", openOn(day), Map.of())
                        .problem(404))
                .isEqualTo("not-found");
    }

    @Test
    void a_slot_that_is_offered_can_be_booked_once_and_no_other_time_can() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        mentor.put(path(mentor), openOn(day), Map.of()).expect(200);

        List<Instant> offered = slots(skillId);
        // 9 to 12 in Berlin, in quarters of an hour.
        assertThat(offered).hasSize(9);
        assertThat(offered.get(0)).isEqualTo(day.atTime(9, 0).atZone(BERLIN).toInstant());

        Instant start = offered.get(4);
        assertThat(book(learner, skillId, start).expect(201).text("startsAt")).isEqualTo(start.toString());
        assertThat(slots(skillId))
                .as("an hour around it and the buffer are taken")
                .isEmpty();

        assertThat(book(learner, skillId, offered.get(0).plusSeconds(60)).problem(409))
                .isEqualTo("not-on-slot");
        assertThat(book(learner, skillId, offered.get(8).plusSeconds(900)).problem(409))
                .isEqualTo("outside-availability");
        assertThat(book(learner, skillId, Instant.now().plus(Duration.ofMinutes(30)))
                        .problem(409))
                .isEqualTo("notice-too-short");
        assertThat(book(learner, skillId, start.plus(Duration.ofDays(60))).problem(409))
                .isEqualTo("beyond-horizon");
        assertThat(book(learner, skillId, Instant.now().minusSeconds(60)).problem(409))
                .isEqualTo("starts-in-past");
        assertThat(book(mentor, skillId, offered.get(0)).problem(409)).isEqualTo("own-skill");
        assertThat(learner.tokens()).isEqualTo(new ApiClient.Tokens(9, 1));
    }

    @Test
    void without_an_availability_half_hours_are_offered_and_a_retired_skill_has_none() {
        ApiClient mentor = mentor();
        String skillId = mentor.publishSkill(1);
        String query = "/api/skills/%s/slots?from=%s&to=%s&zone=Asia/Kathmandu".formatted(skillId, day, day);

        Answer answer = anonymous().get(query).expect(200);
        assertThat(answer.body().path("items")).hasSize(48);
        assertThat(answer.body().path("next").isNull()).isTrue();

        mentor.send("DELETE", "/api/skills/" + skillId, null, Map.of("If-Match", "\"0\""))
                .expect(200);
        assertThat(anonymous().get(query).expect(200).body().path("items")).isEmpty();
        assertThat(anonymous()
                        .get("/api/skills/" + mentor.accountId() + "/slots")
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(anonymous().get(query + "&from=never").problem(400)).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void what_makes_no_sense_is_refused_by_its_field(String field, Map<String, Object> change) {
        ApiClient mentor = mentor();
        Map<String, Object> body = new HashMap<>(openOn(day));
        body.putAll(change);

        Answer refused = mentor.put(path(mentor), body, Map.of());

        assertThat(refused.problem(400)).isEqualTo("validation-failed");
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    static Stream<Arguments> nonsense() {
        Map<String, Object> morning = Map.of("from", "09:00", "to", "12:00");
        return Stream.of(
                refused("zone", "zone", "Mars/Olympus"),
                refused("zone", "zone", "+02:00"),
                refused("weekly[0].day", "weekly", List.of(weekly("SOMEDAY", "09:00", "10:00"))),
                refused("weekly[0].from", "weekly", List.of(weekly("MONDAY", "9", "10:00"))),
                refused("weekly[0].from", "weekly", List.of(weekly("MONDAY", "24:00", "10:00"))),
                refused("weekly[0].to", "weekly", List.of(weekly("MONDAY", "22:00", "02:00"))),
                refused("weekly[0].to", "weekly", List.of(weekly("MONDAY", "09:00", "09:00"))),
                refused(
                        "weekly[1].from",
                        "weekly",
                        List.of(weekly("MONDAY", "09:00", "12:00"), weekly("MONDAY", "08:00", "09:01"))),
                refused("overrides[0].date", "overrides", List.of(Map.of("date", "2030-02-30", "windows", List.of()))),
                refused(
                        "overrides[1].date",
                        "overrides",
                        List.of(
                                Map.of("date", "2030-02-01", "windows", List.of()),
                                Map.of("date", "2030-02-01", "windows", List.of()))),
                refused(
                        "overrides[0].windows[1].from",
                        "overrides",
                        List.of(Map.of("date", "2030-02-01", "windows", List.of(morning, morning)))),
                refused("bufferMinutes", "bufferMinutes", -1),
                refused("minimumNoticeMinutes", "minimumNoticeMinutes", 1_000_000),
                refused("horizonDays", "horizonDays", 0),
                refused("weekly", "weekly", Collections.nCopies(169, weekly("MONDAY", "09:00", "12:00"))));
    }

    private static Arguments refused(String at, String field, Object value) {
        return Arguments.of(at, Map.of(field, value));
    }

    private static Map<String, Object> weekly(String day, String from, String to) {
        return Map.of("day", day, "from", from, "to", to);
    }

    /** Fridays late and, in the morning, one day that is none of the weekly ones. */
    private static Map<String, Object> openOn(LocalDate date) {
        return Map.of(
                "zone",
                "Europe/Berlin",
                "weekly",
                List.of(weekly(date.plusDays(2).getDayOfWeek().name().toLowerCase(Locale.ROOT), "22:00", "00:00")),
                "overrides",
                List.of(Map.of("date", date.toString(), "windows", List.of(Map.of("from", "09:00", "to", "12:00")))),
                "bufferMinutes",
                15,
                "minimumNoticeMinutes",
                60,
                "horizonDays",
                60);
    }

    private List<Instant> slots(String skillId) {
        Answer answer = anonymous()
                .get("/api/skills/%s/slots?from=%s&to=%s&zone=Europe/Berlin".formatted(skillId, day, day))
                .expect(200);
        List<Instant> starts = new ArrayList<>();
        for (JsonNode slot : answer.body().path("items")) {
            starts.add(Instant.parse(slot.path("startsAt").asText()));
        }
        return starts;
    }

    private static Answer book(ApiClient learner, String skillId, Instant startsAt) {
        return learner.post("/api/bookings", Map.of("skillId", skillId, "startsAt", startsAt.toString()));
    }

    private static String path(ApiClient mentor) {
        return "/api/mentors/" + mentor.accountId() + "/availability";
    }
}
