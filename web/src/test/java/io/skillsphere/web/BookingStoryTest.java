package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the product is for, over HTTP and WebSocket against the running application. */
class BookingStoryTest extends EndToEnd {

    @Test
    void a_learner_books_a_mentor_and_the_tokens_move() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(3);
        try (StompClient learnerFeed = new StompClient(port, learner.token()).subscribe("/user/queue/feed");
                StompClient mentorFeed = new StompClient(port, mentor.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(learner, mentor);

            Answer booking = learner.book(skillId, 2).expect(201);
            assertThat(booking.text("status")).isEqualTo("PENDING");
            assertThat(booking.text("skillName")).isEqualTo("Piano for beginners");
            assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));

            String path = "/api/bookings/" + booking.text("id");
            assertThat(booking.headers().firstValue("Location")).hasValue(path);
            assertThat(mentor.post(path + "/confirm").expect(200).text("status"))
                    .isEqualTo("CONFIRMED");
            assertThat(learner.tokens()).isEqualTo(new Tokens(7, 3));

            assertThat(learner.post(path + "/complete").expect(200).text("status"))
                    .isEqualTo("SETTLED");
            assertThat(learner.tokens()).isEqualTo(new Tokens(7, 0));
            assertThat(mentor.tokens()).isEqualTo(new Tokens(13, 0));
            assertThat(notifications(learner)).containsExactly("BOOKING_SETTLED", "BOOKING_CONFIRMED");
            assertThat(notifications(mentor)).containsExactly("BOOKING_SETTLED", "BOOKING_REQUESTED");
            assertThat(transactions(learner)).containsExactly("CAPTURE -3", "HOLD -3", "ISSUE 10");
            assertThat(transactions(mentor)).containsExactly("TRANSFER_IN 3", "ISSUE 10");

            List<String> everyStep = List.of("REQUESTED", "PENDING", "CONFIRMED", "COMPLETED", "SETTLED");
            await().untilAsserted(() -> assertThat(bookingStatuses(learnerFeed)).isEqualTo(everyStep));
            await().untilAsserted(() -> assertThat(bookingStatuses(mentorFeed)).isEqualTo(everyStep));
            await().untilAsserted(() ->
                    assertThat(walletStates(learnerFeed)).containsExactly(new Tokens(7, 3), new Tokens(7, 0)));
            await().untilAsserted(() -> assertThat(walletStates(mentorFeed)).containsExactly(new Tokens(13, 0)));
            assertThat(positions(learnerFeed)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void a_learner_with_2_tokens_who_books_a_skill_of_3_gets_409_and_nothing_is_held() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        learner.post("/api/transactions", Map.of("type", "TRANSFER", "to", mentor.accountId(), "amount", 8))
                .expect(201);
        assertThat(learner.tokens()).isEqualTo(new Tokens(2, 0));

        Answer refused = learner.book(mentor.publishSkill(3), 2);

        assertThat(refused.problem(409)).isEqualTo("insufficient-tokens");
        assertThat(learner.tokens()).isEqualTo(new Tokens(2, 0));
        assertThat(statuses(learner)).containsExactly("REJECTED");
    }

    @Test
    void of_fifty_parallel_bookings_by_a_learner_who_can_pay_for_three_exactly_three_are_pending() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skillId = mentor.publishSkill(3);

        List<CompletableFuture<Answer>> requests = IntStream.rangeClosed(1, 50)
                .mapToObj(day -> CompletableFuture.supplyAsync(() -> learner.book(skillId, day)))
                .toList();
        List<Integer> answers =
                requests.stream().map(request -> request.join().status()).toList();

        assertThat(answers.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(47);
        assertThat(learner.tokens()).isEqualTo(new Tokens(1, 9));
        List<String> statuses = statuses(learner);
        assertThat(statuses.stream().filter("PENDING"::equals)).hasSize(3);
        assertThat(statuses.stream().filter("REJECTED"::equals)).hasSize(47);
        assertThat(jdbc.sql("SELECT sum(amount) FROM ledger_line")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT min(balance_after) FROM ledger_line WHERE account LIKE 'wallet:%'")
                        .query(Long.class)
                        .single())
                .isNotNegative();
    }

    @Test
    void a_declined_booking_gives_every_token_back() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(4), 2).expect(201).text("id");

        assertThat(mentor.post(path + "/decline").expect(200).text("status")).isEqualTo("DECLINED");

        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
        assertThat(notifications(learner)).containsExactly("BOOKING_DECLINED");
    }

    @Test
    void a_confirmed_booking_cancelled_in_time_gives_every_token_back() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(4), 3).expect(201).text("id");
        mentor.post(path + "/confirm").expect(200);

        Answer cancelled =
                learner.post(path + "/cancel", Map.of("reason", "I am ill")).expect(200);

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
        assertThat(mentor.tokens()).isEqualTo(new Tokens(10, 0));
    }

    @Test
    void a_confirmed_booking_cancelled_late_pays_the_mentor_the_fee() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(5), 1).expect(201).text("id");
        mentor.post(path + "/confirm").expect(200);

        learner.send("DELETE", path, null, Map.of()).expect(200);

        assertThat(learner.tokens()).isEqualTo(new Tokens(8, 0));
        assertThat(mentor.tokens()).isEqualTo(new Tokens(12, 0));
    }

    @Test
    void a_booking_is_answered_only_by_its_own_people() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        ApiClient stranger = mentor();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(3), 2).expect(201).text("id");

        assertThat(stranger.get(path).problem(404)).isEqualTo("not-found");
        assertThat(stranger.post(path + "/confirm").problem(404)).isEqualTo("not-found");
        assertThat(stranger.post(path + "/cancel").problem(404)).isEqualTo("not-found");
        assertThat(learner.post(path + "/confirm").problem(403)).isEqualTo("forbidden");
        assertThat(mentor.post(path + "/complete").problem(409)).isEqualTo("booking-state");
        assertThat(learner.post(path + "/complete").problem(409)).isEqualTo("booking-state");
        assertThat(anonymous().get(path).problem(401)).isEqualTo("unauthenticated");
        assertThat(statuses(stranger)).isEmpty();
    }

    private static List<String> statuses(ApiClient client) {
        return field(client.get("/api/bookings?limit=100").expect(200), "status");
    }

    private static List<String> notifications(ApiClient client) {
        return field(client.get("/api/notifications").expect(200), "type");
    }

    private static List<String> transactions(ApiClient client) {
        return items(client.get("/api/transactions").expect(200)).stream()
                .map(item ->
                        item.path("type").asText() + " " + item.path("amount").asLong())
                .toList();
    }

    private static List<String> field(Answer answer, String name) {
        return items(answer).stream().map(item -> item.path(name).asText()).toList();
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .toList();
    }

    private static List<String> bookingStatuses(StompClient feed) {
        return updates(feed, "booking").stream()
                .map(data -> data.path("status").asText())
                .toList();
    }

    private static List<Tokens> walletStates(StompClient feed) {
        return updates(feed, "wallet").stream()
                .map(data -> new Tokens(
                        data.path("available").asLong(), data.path("held").asLong()))
                .toList();
    }

    private static List<JsonNode> updates(StompClient feed, String type) {
        List<JsonNode> updates = new ArrayList<>();
        feed.received().forEach(message -> {
            if (message.path("type").asText().equals(type)) {
                updates.add(message.path("data"));
            }
        });
        return updates;
    }

    private static List<Long> positions(StompClient feed) {
        return feed.received().stream()
                .map(message -> message.path("position").asLong())
                .toList();
    }
}
