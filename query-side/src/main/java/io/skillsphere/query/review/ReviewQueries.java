package io.skillsphere.query.review;

import io.skillsphere.api.review.FindRatings;
import io.skillsphere.api.review.FindReviews;
import io.skillsphere.api.review.Rating;
import io.skillsphere.api.review.Ratings;
import io.skillsphere.api.review.ReviewPage;
import io.skillsphere.api.review.ReviewView;
import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds reviews, and what they come to. */
@Component
class ReviewQueries {

    private static final String SELECT = "SELECT * FROM review_view";

    private final JdbcClient jdbc;

    ReviewQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    ReviewPage find(FindReviews query) {
        return of(query.participantId())
                .where("booking_id = ?", query.bookingId())
                .where("mentor_id = ?", query.mentorId())
                .where(
                        "author = ?",
                        query.author() == null ? null : query.author().name())
                .page(
                        query.before(),
                        query.limit(),
                        new RecordRowMapper<>(ReviewView.class),
                        ReviewView::position,
                        ReviewPage::new);
    }

    private NewestFirst of(UUID participantId) {
        // Nobody is on both sides of a booking.
        return participantId == null
                ? NewestFirst.of(jdbc, SELECT)
                : NewestFirst.merge(
                        jdbc,
                        NewestFirst.of(jdbc, SELECT).where("learner_id = ?", participantId),
                        NewestFirst.of(jdbc, SELECT).where("mentor_id = ?", participantId));
    }

    @QueryHandler
    Ratings find(FindRatings query) {
        return new Ratings(jdbc.sql("SELECT * FROM mentor_rating_view WHERE mentor_id = ANY (?)")
                .param(query.mentorIds().toArray(UUID[]::new))
                .query(new RecordRowMapper<>(Rating.class))
                .list());
    }
}
