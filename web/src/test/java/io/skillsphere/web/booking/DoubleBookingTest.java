package io.skillsphere.web.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.EndToEnd;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody is in two sessions at once. */
class DoubleBookingTest extends EndToEnd {

    @Test
    void of_a_hundred_parallel_requests_for_one_slot_one_is_pending_and_the_others_lose_nothing() {
        String skillId = mentor().publishSkill(1);
        List<ApiClient> learners = Stream.generate(this::learner).limit(10).toList();
        ExecutorService people = Executors.newFixedThreadPool(100);

        List<CompletableFuture<Answer>> requests = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> learners.get(i % learners.size()).book(skillId, 2), people))
                .toList();
        List<Answer> answers = requests.stream().map(CompletableFuture::join).toList();
        people.shutdown();

        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .singleElement()
                .satisfies(answer -> assertThat(answer.text("status")).isEqualTo("PENDING"));
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .hasSize(99)
                .allSatisfy(answer -> assertThat(answer.problem(409)).isEqualTo("slot-taken"));
        assertThat(learners.stream().map(ApiClient::tokens).toList())
                .containsOnlyOnce(new Tokens(9, 1))
                .filteredOn(tokens -> !tokens.equals(new Tokens(10, 0)))
                .hasSize(1);
    }

    @Test
    void a_learner_is_told_that_the_session_in_the_way_is_their_own() {
        ApiClient learner = learner();
        learner.book(mentor().publishSkill(1), 2).expect(201);

        Answer refused = learner.book(mentor().publishSkill(1), 2);

        assertThat(refused.problem(409)).isEqualTo("slot-taken");
        assertThat(refused.text("detail")).isEqualTo("The learner has another session at that time.");
        assertThat(learner.tokens()).isEqualTo(new Tokens(9, 1));
    }

    @Test
    void who_teaches_at_a_time_cannot_learn_then() {
        ApiClient mentor = mentor();
        learner().book(mentor.publishSkill(1), 2).expect(201);

        assertThat(mentor.book(mentor().publishSkill(1), 2).problem(409)).isEqualTo("slot-taken");
        mentor.book(mentor().publishSkill(1), 3).expect(201);
    }

    @Test
    void a_booking_that_ends_gives_its_time_back() {
        ApiClient mentor = mentor();
        ApiClient poor = learner();
        String cheap = mentor.publishSkill(1);
        String dear = mentor.publishSkill(100);

        assertThat(poor.book(dear, 2).problem(409)).isEqualTo("insufficient-tokens");
        String declined = "/api/bookings/" + poor.book(cheap, 2).expect(201).text("id");
        mentor.post(declined + "/decline").expect(200);
        String cancelled = "/api/bookings/" + poor.book(cheap, 2).expect(201).text("id");
        poor.post(cancelled + "/cancel").expect(200);
        learner().book(cheap, 2).expect(201);
    }
}
