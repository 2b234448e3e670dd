package io.skillsphere.query.booking;

import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.rejection.RejectionCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** A row of booking_view. */
class BookingRow implements RowMapper<BookingView> {

    @Override
    public BookingView mapRow(ResultSet row, int number) throws SQLException {
        return new BookingView(
                id(row, "id"),
                id(row, "learner_id"),
                id(row, "mentor_id"),
                id(row, "skill_id"),
                id(row, "wording_id"),
                id(row, "note_id"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getLong("price_tokens"),
                BookingStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("rejection"))
                        .map(RejectionCode::valueOf)
                        .orElse(null),
                id(row, "proposed_by"),
                row.getTimestamp("proposed_starts_at") == null ? null : instant(row, "proposed_starts_at"),
                new BookingPolicy(
                        duration(row, "respond_within"),
                        duration(row, "free_cancellation"),
                        row.getInt("late_fee_percent"),
                        duration(row, "dispute_window")),
                row.getLong("version"),
                row.getLong("position"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static Duration duration(ResultSet row, String column) throws SQLException {
        return Duration.parse(row.getString(column));
    }
}
