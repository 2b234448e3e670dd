package io.skillsphere.command.review;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.api.review.ReviewId;
import io.skillsphere.api.review.WriteReview;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.booking.SettledBookings;
import io.skillsphere.command.booking.SettledBookings.SettledBooking;
import io.skillsphere.command.text.RecordedTexts;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ReviewTest {

    private final UUID bookingId = UUID.randomUUID();
    private final UUID learnerId = UUID.randomUUID();
    private final UUID mentorId = UUID.randomUUID();
    private final UUID reviewId = UUID.randomUUID();
    private final WrittenText text = WrittenText.note("Patient and clear.");

    private final ReviewWritten learners =
            new ReviewWritten(reviewId, bookingId, learnerId, mentorId, BookingSide.LEARNER, 5, text.id());
    private final ReviewWritten mentors =
            new ReviewWritten(reviewId, bookingId, learnerId, mentorId, BookingSide.MENTOR, 4, null);

    private final RecordedTexts texts = new RecordedTexts();
    private final FixtureConfiguration<Review> review =
            reviewOf((booking, actor) -> new SettledBooking(learnerId, mentorId));

    @Test
    void the_learner_says_how_it_was() {
        review.givenNoPriorActivity()
                .when(write(learnerId, reviewId, 5, text))
                .expectEvents(learners)
                .expectResultMessagePayload(0L);
        texts.assertKept(learnerId, text);
    }

    @Test
    void so_does_the_mentor_and_a_rating_needs_no_words() {
        review.givenNoPriorActivity().when(write(mentorId, reviewId, 4, null)).expectEvents(mentors);
        texts.assertNothingKept();
    }

    @Test
    void the_same_review_again_changes_nothing() {
        review.given(learners)
                .when(write(learnerId, reviewId, 5, text))
                .expectNoEvents()
                .expectResultMessagePayload(0L);
        texts.assertNothingKept();
    }

    @Test
    void nobody_reviews_a_booking_twice() {
        review.given(learners)
                .when(write(learnerId, UUID.randomUUID(), 1, text))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.ALREADY_EXISTS));
        texts.assertNothingKept();
    }

    @Test
    void a_booking_that_is_not_settled_or_not_theirs_is_not_reviewed() {
        reviewOf((booking, actor) -> {
                    throw new CommandRejectedException(RejectionCode.BOOKING_STATE, "Not settled.");
                })
                .givenNoPriorActivity()
                .when(write(learnerId, reviewId, 5, text))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.BOOKING_STATE));
        texts.assertNothingKept();
    }

    private FixtureConfiguration<Review> reviewOf(SettledBookings bookings) {
        return new AggregateTestFixture<>(Review.class)
                .registerInjectableResource(texts)
                .registerInjectableResource(bookings);
    }

    private WriteReview write(UUID authorId, UUID id, int rating, WrittenText words) {
        return new WriteReview(new ReviewId(bookingId, authorId), id, rating, words);
    }
}
