package io.skillsphere.query.booking;

import io.skillsphere.api.booking.BookingStep;
import io.skillsphere.api.booking.BookingTimeline;
import io.skillsphere.api.booking.FindBookingTimeline;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the steps of a booking, by their primary key. */
@Component
class TimelineQueries {

    private final JdbcClient jdbc;

    TimelineQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    BookingTimeline find(FindBookingTimeline query) {
        List<BookingStep> steps = jdbc.sql("""
                SELECT * FROM booking_step WHERE booking_id = ? AND position > ? ORDER BY position LIMIT ?""")
                .params(query.bookingId(), query.after() == null ? -1 : query.after(), query.limit() + 1)
                .query(new RecordRowMapper<>(BookingStep.class))
                .list();
        if (steps.size() <= query.limit()) {
            return new BookingTimeline(steps, null);
        }
        List<BookingStep> shown = List.copyOf(steps.subList(0, query.limit()));
        return new BookingTimeline(shown, shown.get(query.limit() - 1).position());
    }
}
