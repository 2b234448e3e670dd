package io.skillsphere.query.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten years of bookings, and what queries read of them. {@code -Dbookings=} says how many. */
public class ManyBookings {

    static final int BOOKINGS = Integer.getInteger("bookings", 50_000);
    static final Duration YEARS = Duration.ofDays(3650);
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    /** A day in the middle of them. */
    public static final Instant MIDDLE = BEGIN.plus(YEARS.dividedBy(2));

    /** One booking in a hundred is this mentor's. */
    public static final UUID BUSY_MENTOR = UUID.fromString("00000000-0000-4000-8000-000000000000");

    /** One who has twenty, as each learner has. */
    static final UUID LEARNER = UUID.fromString("11111111-0000-4000-8000-000000000007");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public ManyBookings(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Writes them; most were settled long ago. */
    public void write() {
        long began = System.nanoTime();
        jdbc.sql("""
                INSERT INTO booking_view
                    (id, learner_id, mentor_id, skill_id, wording_id, note_id, starts_at, ends_at, price_tokens, status,
                     respond_within, free_cancellation, late_fee_percent, dispute_window, version, position, created_at, updated_at)
                SELECT md5('booking' || i)::uuid,
                    ('11111111-0000-4000-8000-' || lpad((i % (:n / 20))::text, 12, '0'))::uuid,
                    ('00000000-0000-4000-8000-' || lpad((CASE WHEN i % 100 = 0 THEN 0 ELSE 1 + i % (:n / 200) END)::text, 12, '0'))::uuid,
                    md5('skill')::uuid, md5('wording')::uuid, NULL, at, at + interval '1 hour', 3,
                    CASE WHEN i > :n * 0.998 THEN (ARRAY['PENDING', 'CONFIRMED'])[1 + i % 2]
                        WHEN i % 10 = 0 AND i % 100 > 0 THEN 'CANCELLED' WHEN i % 1000 IN (7, 100) THEN 'CONFIRMED' ELSE 'SETTLED' END,
                    'PT48H', 'PT24H', 50, 'PT72H', 4, i, at - interval '7 days', at
                FROM generate_series(1, :n) i,
                    LATERAL (SELECT timestamptz '2020-01-01Z' + i * (interval '3650 days' / :n) AS at) t""").param("n", BOOKINGS).update();
        jdbc.sql("VACUUM ANALYZE booking_view").update();
        System.out.printf("%d bookings written in %d s%n", BOOKINGS, (System.nanoTime() - began) / 1_000_000_000);
    }

    /** How many sessions of that mentor start from then on, or within a day before, and less than a day after that. */
    public long sessionsOfBusyMentor(Instant from, Instant to) {
        return jdbc.sql("""
                SELECT count(*) FROM booking_view
                WHERE mentor_id = ? AND starts_at BETWEEN ?::timestamptz - interval '1 day' AND ?::timestamptz + interval '1 day'""")
                .params(BUSY_MENTOR, java.sql.Timestamp.from(from), java.sql.Timestamp.from(to))
                .query(Long.class)
                .single();
    }

    /** How many rows of bookings PostgreSQL reads for a query, which must run in the transaction of its caller. */
    public long rowsReadBy(Supplier<?> query) {
        return transaction.execute(tx -> {
            long before = read();
            query.get();
            return read() - before;
        });
    }

    private long read() {
        return jdbc.sql("""
                SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
                WHERE relname = 'booking_view'""").query(Long.class).single();
    }
}
