package io.skillsphere.query.booking;

import io.skillsphere.api.booking.BookingPage;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.query.paging.NewestFirst;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds bookings. */
@Component
class BookingQueries {

    private final JdbcClient jdbc;

    BookingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<BookingView> find(FindBooking query) {
        return jdbc.sql("SELECT * FROM booking_view WHERE id = ?")
                .param(query.bookingId())
                .query(new BookingRow())
                .optional();
    }

    @QueryHandler
    BookingPage find(FindBookings query) {
        return NewestFirst.of(jdbc, "SELECT * FROM booking_view")
                .where(side(query.side()), query.accountId())
                .where(
                        "status = ?",
                        query.status() == null ? null : query.status().name())
                .where("starts_at >= ?", timestamp(query.from()))
                .where("starts_at < ?", timestamp(query.to()))
                .page(query.before(), query.limit(), new BookingRow(), BookingView::position, BookingPage::new);
    }

    private static String side(BookingSide side) {
        if (side == null) {
            return "(learner_id = ? OR mentor_id = ?)";
        }
        return switch (side) {
            case LEARNER -> "learner_id = ?";
            case MENTOR -> "mentor_id = ?";
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
