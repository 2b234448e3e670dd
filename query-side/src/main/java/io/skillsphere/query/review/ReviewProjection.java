package io.skillsphere.query.review;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people say of their sessions, and what learners think of each mentor by that. */
@Component
@ProcessingGroup("reviews")
class ReviewProjection implements Projection {

    private final JdbcClient jdbc;

    ReviewProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> tables() {
        return List.of("review_view", "mentor_rating_view");
    }

    @EventHandler
    void on(ReviewWritten event, @LogPosition long position, @Timestamp Instant at) {
        int written = jdbc.sql("""
                INSERT INTO review_view
                    (id, booking_id, learner_id, mentor_id, author, rating, text_id, written_at, position)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""")
                .params(
                        event.reviewId(),
                        event.bookingId(),
                        event.learnerId(),
                        event.mentorId(),
                        event.author().name(),
                        event.rating(),
                        event.textId(),
                        java.sql.Timestamp.from(at),
                        position)
                .update();
        if (written == 1 && event.author() == BookingSide.LEARNER) {
            jdbc.sql("""
                    INSERT INTO mentor_rating_view (mentor_id, review_count, rating_sum) VALUES (?, 1, ?)
                    ON CONFLICT (mentor_id) DO UPDATE SET
                        review_count = mentor_rating_view.review_count + 1,
                        rating_sum = mentor_rating_view.rating_sum + excluded.rating_sum""").params(event.mentorId(), event.rating()).update();
        }
    }
}
