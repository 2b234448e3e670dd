package io.skillsphere.query.availability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.availability.BookableTimes;
import io.skillsphere.api.availability.FindAvailability;
import io.skillsphere.api.availability.FindSlots;
import io.skillsphere.api.availability.Slot;
import io.skillsphere.api.availability.Slots;
import io.skillsphere.api.availability.Timetable;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds when mentors take sessions, and when they are still free. */
@Component
class AvailabilityQueries {

    /** No session is longer. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AvailabilityQueries(JdbcClient jdbc, @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @QueryHandler
    Optional<AvailabilityView> find(FindAvailability query) {
        return jdbc.sql("SELECT * FROM availability_view WHERE mentor_id = ?")
                .param(query.mentorId())
                .query(this::availability)
                .optional();
    }

    @QueryHandler
    Slots find(FindSlots query) {
        Optional<Timetable> published =
                find(new FindAvailability(query.mentorId())).map(AvailabilityView::timetable);
        Duration buffer =
                Duration.ofMinutes(published.map(Timetable::bufferMinutes).orElse(0));
        List<Slot> taken = taken(query, buffer);
        return new Slots(published
                .map(timetable -> new BookableTimes(timetable, query.length())
                        .starts(query.from(), query.to(), query.now()).stream())
                .orElseGet(() -> everyHalfHour(query))
                .map(start -> new Slot(start, start.plus(query.length())))
                .filter(slot -> taken.stream().noneMatch(other -> meet(slot, other, buffer)))
                .toList());
    }

    /** What is offered of a mentor who never published a timetable, and could be booked at any other time too. */
    private static Stream<Instant> everyHalfHour(FindSlots query) {
        Instant earliest =
                query.from().isAfter(query.now()) ? query.from() : query.now().plusNanos(1);
        long halfHours = Duration.between(Instant.EPOCH, earliest)
                .plus(HALF_HOUR)
                .minusNanos(1)
                .dividedBy(HALF_HOUR);
        return Stream.iterate(
                Instant.EPOCH.plus(HALF_HOUR.multipliedBy(halfHours)),
                start -> start.isBefore(query.to()),
                start -> start.plus(HALF_HOUR));
    }

    /** The mentor's sessions of the time, those in which they learn too. */
    private List<Slot> taken(FindSlots query, Duration buffer) {
        Timestamp after = Timestamp.from(query.from().minus(buffer).minus(LONGEST));
        Timestamp before = Timestamp.from(query.to().plus(query.length()).plus(buffer));
        return jdbc.sql("""
                SELECT starts_at, ends_at FROM booking_view
                WHERE (mentor_id = :mentor OR learner_id = :mentor) AND starts_at >= :after AND starts_at < :before
                    AND status IN ('REQUESTED', 'PENDING', 'CONFIRMED', 'DELIVERED', 'DISPUTED')""")
                .param("mentor", query.mentorId())
                .param("after", after)
                .param("before", before)
                .query((row, number) -> new Slot(
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }

    private static boolean meet(Slot slot, Slot taken, Duration buffer) {
        return slot.startsAt().isBefore(taken.endsAt().plus(buffer))
                && slot.endsAt().plus(buffer).isAfter(taken.startsAt());
    }

    private AvailabilityView availability(ResultSet row, int number) throws SQLException {
        try {
            return new AvailabilityView(
                    row.getObject("mentor_id", UUID.class),
                    json.readValue(row.getString("timetable"), Timetable.class),
                    row.getLong("version"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
