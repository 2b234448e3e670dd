package io.skillsphere.query.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.review.FindRatings;
import io.skillsphere.api.review.FindReviews;
import io.skillsphere.api.review.Rating;
import io.skillsphere.api.review.Ratings;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.api.review.ReviewPage;
import io.skillsphere.api.review.ReviewView;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewProjectionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();

    @Test
    void both_sides_of_a_booking_are_heard() {
        write(booking, BookingSide.LEARNER, 5);
        write(booking, BookingSide.MENTOR, 4);
        write(UUID.randomUUID(), BookingSide.LEARNER, 3);

        assertThat(reviews(new FindReviews(booking, null, null, null, null, 10)))
                .extracting(ReviewView::author)
                .containsExactly(BookingSide.MENTOR, BookingSide.LEARNER);
        assertThat(reviews(new FindReviews(null, story.mentor, BookingSide.LEARNER, null, null, 10)))
                .extracting(ReviewView::rating)
                .containsExactly(3, 5);
    }

    @Test
    void a_mentor_is_rated_by_learners_only_and_once_for_each_review() {
        write(booking, BookingSide.LEARNER, 5);
        write(booking, BookingSide.MENTOR, 1);
        write(UUID.randomUUID(), BookingSide.LEARNER, 2);
        log.redeliver();

        assertThat(answer(new FindRatings(Set.of(story.mentor, UUID.randomUUID())), Ratings.class)
                        .items())
                .containsExactly(new Rating(story.mentor, 2, 7));
    }

    @Test
    void pages_continue_where_the_last_one_ended() {
        write(UUID.randomUUID(), BookingSide.LEARNER, 1);
        write(UUID.randomUUID(), BookingSide.LEARNER, 2);
        write(UUID.randomUUID(), BookingSide.LEARNER, 3);

        ReviewPage page =
                answer(new FindReviews(null, story.mentor, BookingSide.LEARNER, null, null, 2), ReviewPage.class);
        assertThat(page.items()).extracting(ReviewView::rating).containsExactly(3, 2);
        assertThat(reviews(new FindReviews(null, story.mentor, BookingSide.LEARNER, null, page.next(), 2)))
                .extracting(ReviewView::rating)
                .containsExactly(1);
    }

    private void write(UUID bookingId, BookingSide author, int rating) {
        log.record(
                UUID.randomUUID(),
                new ReviewWritten(UUID.randomUUID(), bookingId, story.learner, story.mentor, author, rating, null));
    }

    private List<ReviewView> reviews(FindReviews query) {
        return answer(query, ReviewPage.class).items();
    }
}
