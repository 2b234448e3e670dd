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
import java.util.UUID;
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
        return search(jdbc, query)
                .page(query.before(), query.limit(), new BookingRow(), BookingView::position, BookingPage::new);
    }

    static NewestFirst search(JdbcClient jdbc, FindBookings query) {
        return of(jdbc, query.side(), query.accountId())
                .where(
                        "status = ?",
                        query.status() == null ? null : query.status().name())
                .where("starts_at >= ?", timestamp(query.from()))
                .where("starts_at < ?", timestamp(query.to()));
    }

    private static NewestFirst of(JdbcClient jdbc, BookingSide side, UUID accountId) {
        if (side == null && accountId != null) {
            // Nobody is on both sides of a booking.
            return NewestFirst.merge(
                    jdbc, of(jdbc, BookingSide.LEARNER, accountId), of(jdbc, BookingSide.MENTOR, accountId));
        }
        return NewestFirst.of(jdbc, "SELECT * FROM booking_view")
                .where(side == BookingSide.LEARNER ? "learner_id = ?" : "mentor_id = ?", accountId);
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
