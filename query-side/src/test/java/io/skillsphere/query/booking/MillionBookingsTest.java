package io.skillsphere.query.booking;

import static io.skillsphere.query.booking.ManyBookings.BOOKINGS;
import static io.skillsphere.query.booking.ManyBookings.BUSY_MENTOR;
import static io.skillsphere.query.booking.ManyBookings.LEARNER;
import static io.skillsphere.query.booking.ManyBookings.MIDDLE;
import static io.skillsphere.query.booking.ManyBookings.YEARS;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.query.QuerySideTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What lists of bookings cost when there are very many: {@code -Dbookings=1000000} for a million, whose figures {@code
 * docs/performance.md} has. Counted are the rows that PostgreSQL touched, which no other load on the machine changes.
 */
class MillionBookingsTest extends QuerySideTest {

    private static final int PAGE = 20;

    /** Prepared statements change to a plan for all parameters after five times; more often than that. */
    private static final int TIMES = 12;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void each_filter_is_found_by_an_index_and_reads_no_more_than_it_shows() {
        ManyBookings many = new ManyBookings(jdbc, transaction);
        many.write();
        long perDay = BOOKINGS / YEARS.toDays() + 1;
        List<String> figures = new ArrayList<>();

        for (BookingStatus status : new BookingStatus[] {null, BookingStatus.SETTLED, BookingStatus.CONFIRMED}) {
            for (BookingSide side : new BookingSide[] {null, BookingSide.LEARNER, BookingSide.MENTOR}) {
                // A page of each side and one row more of either, or a few such pages where PostgreSQL's sample of the
                // rows
                // makes it prefer another index; nothing that grows with the table.
                int most = 5 * 2 * (PAGE + 1);
                figures.add(read(many, most, LEARNER, side, status, null, null));
                figures.add(read(many, most, BUSY_MENTOR, side, status, null, null));
                // As many as there are in the time, where that is what narrows it down most.
                int busyMonth = (int) (31 * perDay / 100 + 31);
                figures.add(read(many, most + busyMonth, BUSY_MENTOR, side, status, MIDDLE, Duration.ofDays(31)));
                figures.add(read(many, most, LEARNER, side, status, MIDDLE, Duration.ofDays(31)));
            }
            // What is still open lies above the first that is settled, and is read with it.
            figures.add(read(many, PAGE + 1 + BOOKINGS / 200, null, null, status, null, null));
            figures.add(read(many, (int) (2 * perDay), null, null, status, MIDDLE, Duration.ofDays(1)));
        }
        figures.forEach(System.out::println);
    }

    private String read(
            ManyBookings many,
            int most,
            UUID account,
            BookingSide side,
            BookingStatus status,
            Instant from,
            Duration within) {
        Instant to = from == null ? null : from.plus(within);
        FindBookings first = new FindBookings(account, side, status, from, to, null, PAGE);
        String plan = String.join("\n", BookingQueries.search(jdbc, first).plan(null, PAGE));
        assertThat(plan).contains("Index").doesNotContain("Seq Scan");

        BookingQueries bookings = new BookingQueries(jdbc);
        long rows = 0;
        long began = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            Long before = i == 0 ? null : (long) BOOKINGS * (TIMES - i) / TIMES;
            FindBookings page = new FindBookings(account, side, status, from, to, before, PAGE);
            rows = Math.max(rows, many.rowsReadBy(() -> bookings.find(page)));
        }
        long micros = (System.nanoTime() - began) / 1000 / TIMES;
        assertThat(rows).as("rows read for %s by\n%s", first, plan).isLessThanOrEqualTo(most);
        return String.format(
                Locale.ROOT,
                "%-8s as %-7s %-9s %-8s: at most %4d rows read, %5d us",
                account == null ? "all" : account.equals(LEARNER) ? "learner" : "mentor",
                side == null ? "either" : side.name().toLowerCase(Locale.ROOT),
                status == null ? "any" : status,
                from == null ? "any time" : within.toDays() + " days",
                rows,
                micros);
    }
}
