package io.skillsphere.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a session its two people say how it was, and everybody sees what learners think of a mentor. */
class ReviewTest extends EndToEnd {

    @Test
    void each_of_the_two_says_it_once_and_the_skill_shows_what_learners_give() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        assertThat(anonymous()
                        .get("/api/skills/" + skillId)
                        .body()
                        .path("mentorRating")
                        .isNull())
                .isTrue();

        String first = settled(mentor, learner, skillId, 2) + "/reviews";
        Answer review = learner.post(first, Map.of("rating", 4, "text", "Patient and clear."))
                .expect(201);
        assertThat(review.text("author")).isEqualTo("LEARNER");
        assertThat(review.text("text")).isEqualTo("Patient and clear.");
        mentor.post(first, Map.of("rating", 1)).expect(201);
        String second = settled(mentor, learner, skillId, 3) + "/reviews";
        learner.post(second, Map.of("rating", 5)).expect(201);

        assertThat(learner.post(first, Map.of("rating", 5)).problem(409)).isEqualTo("already-exists");
        assertThat(mentor.post(first, Map.of("rating", 5)).problem(409)).isEqualTo("already-exists");
        for (ApiClient reader : List.of(mentor, learner, admin())) {
            assertThat(reader.get(first).expect(200).body().path("items")).hasSize(2);
        }

        Answer skill = anonymous().get("/api/skills/" + skillId).expect(200);
        assertThat(skill.body().path("mentorRating").asDouble()).isEqualTo(4.5);
        assertThat(skill.number("reviewCount")).isEqualTo(2);
        String found = "/api/skills?mentorId=" + mentor.accountId() + "&minPrice=1&maxPrice=1&query=pian&minRating=";
        assertThat(anonymous().get(found + "4.5").expect(200).body().path("items"))
                .hasSize(1);
        assertThat(anonymous().get(found + "4.6").expect(200).body().path("items"))
                .isEmpty();
    }

    @Test
    void everybody_reads_what_learners_say_of_a_mentor_page_by_page_but_not_who_they_are() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(1);
        for (int rating = 1; rating <= 3; rating++) {
            String booking = settled(mentor, learner, skillId, rating);
            learner.post(booking + "/reviews", Map.of("rating", rating)).expect(201);
            mentor.post(booking + "/reviews", Map.of("rating", 5)).expect(201);
        }
        String path = "/api/mentors/" + mentor.accountId() + "/reviews?limit=2";

        Answer page = anonymous().get(path).expect(200);
        assertThat(page.body().path("items"))
                .extracting(review -> review.path("rating").asInt())
                .containsExactly(3, 2);
        assertThat(page.body().toString()).doesNotContain(learner.accountId().toString());
        assertThat(page.headers().firstValue("Link")).isPresent();
        assertThat(anonymous()
                        .get(path + "&cursor=" + page.text("next"))
                        .expect(200)
                        .body()
                        .path("items"))
                .extracting(review -> review.path("rating").asInt())
                .containsExactly(1);
    }

    @Test
    void a_session_that_is_not_settled_is_not_reviewed_and_a_stranger_knows_of_none() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        ApiClient stranger = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(1), 2).expect(201).text("id") + "/reviews";

        assertThat(learner.post(path, Map.of("rating", 5)).problem(409)).isEqualTo("booking-state");
        assertThat(stranger.post(path, Map.of("rating", 5)).problem(404)).isEqualTo("not-found");
        assertThat(stranger.get(path).problem(404)).isEqualTo("not-found");
        assertThat(anonymous().get(path).problem(401)).isEqualTo("unauthenticated");
        assertThat(admin().post(path, Map.of("rating", 5)).problem(403)).isEqualTo("forbidden");
        assertThat(learner.post("/api/bookings/" + UUID.randomUUID() + "/reviews", Map.of("rating", 5))
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(learner.post(path, Map.of("rating", 6)).problem(400)).isEqualTo("validation-failed");
        assertThat(learner.post(path, Map.of("text", "No rating")).problem(400)).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"minPrice=-1", "maxPrice=x", "minRating=0", "minRating=5.5", "minRating=1e-9", "minRating=x"})
    void a_bound_that_makes_no_sense_is_refused(String bound) {
        assertThat(anonymous().get("/api/skills?" + bound).problem(400)).isEqualTo("validation-failed");
    }

    private static String settled(ApiClient mentor, ApiClient learner, String skillId, int daysAhead) {
        String path =
                "/api/bookings/" + learner.book(skillId, daysAhead).expect(201).text("id");
        mentor.post(path + "/confirm").expect(200);
        learner.post(path + "/complete").expect(200);
        return path;
    }
}
