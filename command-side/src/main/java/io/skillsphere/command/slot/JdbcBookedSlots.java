package io.skillsphere.command.slot;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Booked slots in Postgres, where an exclusion constraint decides: a row that would overlap waits for the transaction that
 * is in its way, and is left out where that commits. Nothing fails, so a refusal leaves the transaction as good as it was.
 */
@Component
class JdbcBookedSlots implements BookedSlots {

    private final JdbcClient jdbc;

    JdbcBookedSlots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void take(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer) {
        List<UUID> free = insert(bookingId, learnerId, mentorId, startsAt, endsAt, buffer);
        if (free.size() < 2 && !isTakenBy(bookingId, free.size())) {
            release(bookingId);
            throw taken(free.contains(mentorId));
        }
    }

    @Override
    public void move(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer) {
        List<Slot> before = jdbc.sql("""
                DELETE FROM booked_slot WHERE booking_id = ?
                RETURNING account_id, lower(span) AS begins, upper(span) AS ends""").param(bookingId).query(Slot.class).list();
        List<UUID> free = insert(bookingId, learnerId, mentorId, startsAt, endsAt, buffer);
        if (free.size() < 2) {
            release(bookingId);
            before.forEach(slot -> jdbc.sql("INSERT INTO booked_slot VALUES (?, ?, tstzrange(?, ?))")
                    .params(bookingId, slot.accountId(), timestamp(slot.begins()), timestamp(slot.ends()))
                    .update());
            throw taken(free.contains(mentorId));
        }
    }

    @Override
    public void release(UUID bookingId) {
        jdbc.sql("DELETE FROM booked_slot WHERE booking_id = ?")
                .param(bookingId)
                .update();
    }

    /** Those of the two who are free, in the order of their ids, so that two bookings of the same people wait in line. */
    private List<UUID> insert(
            UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer) {
        return jdbc.sql("""
                INSERT INTO booked_slot (booking_id, account_id, span)
                SELECT ?, account_id, tstzrange(?, ends_at)
                FROM (VALUES (?::uuid, ?::timestamptz), (?::uuid, ?::timestamptz)) person (account_id, ends_at)
                ORDER BY account_id
                ON CONFLICT DO NOTHING RETURNING account_id""")
                .params(
                        bookingId,
                        timestamp(startsAt),
                        learnerId,
                        timestamp(endsAt),
                        mentorId,
                        // A buffer behind each session is one before the next.
                        timestamp(endsAt.plus(buffer)))
                .query(UUID.class)
                .list();
    }

    private boolean isTakenBy(UUID bookingId, int inserted) {
        return inserted == 0
                && jdbc.sql("SELECT EXISTS (SELECT FROM booked_slot WHERE booking_id = ?)")
                        .param(bookingId)
                        .query(Boolean.class)
                        .single();
    }

    private static CommandRejectedException taken(boolean mentorIsFree) {
        return new CommandRejectedException(
                RejectionCode.SLOT_TAKEN,
                mentorIsFree
                        ? "The learner has another session at that time."
                        : "The mentor has another session at that time.");
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    record Slot(UUID accountId, Instant begins, Instant ends) {}
}
