package io.skillsphere.query.review;

import io.skillsphere.api.review.FindRatings;
import io.skillsphere.api.review.FindReviews;
import io.skillsphere.api.review.Rating;
import io.skillsphere.api.review.Ratings;
import io.skillsphere.api.review.ReviewPage;
import io.skillsphere.api.review.ReviewView;
import io.skillsphere.query.paging.NewestFirst;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds reviews, and what they come to. */
@Component
class ReviewQueries {

    private final JdbcClient jdbc;

    ReviewQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    ReviewPage find(FindReviews query) {
        return NewestFirst.of(jdbc, "SELECT * FROM review_view")
                .where("booking_id = ?", query.bookingId())
                .where("mentor_id = ?", query.mentorId())
                .where(
                        "author = ?",
                        query.author() == null ? null : query.author().name())
                .page(
                        query.before(),
                        query.limit(),
                        new SimplePropertyRowMapper<>(ReviewView.class),
                        ReviewView::position,
                        ReviewPage::new);
    }

    @QueryHandler
    Ratings find(FindRatings query) {
        return new Ratings(jdbc.sql("SELECT * FROM mentor_rating_view WHERE mentor_id = ANY (?)")
                .param(query.mentorIds().toArray(UUID[]::new))
                .query(Rating.class)
                .list());
    }
}
