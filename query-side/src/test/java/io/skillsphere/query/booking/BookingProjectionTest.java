package io.skillsphere.query.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingPage;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookingProjectionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();

    @Test
    void a_request_is_shown_as_it_was_made() {
        log.record(booking, story.requested(booking));

        BookingView view = booking();
        assertThat(view)
                .isEqualTo(new BookingView(
                        booking,
                        story.learner,
                        story.mentor,
                        story.skill,
                        story.wording,
                        null,
                        Story.STARTS_AT,
                        Story.STARTS_AT.plusSeconds(3600),
                        3,
                        BookingStatus.REQUESTED,
                        null,
                        null,
                        null,
                        Story.POLICY,
                        0,
                        1,
                        view.createdAt(),
                        view.createdAt()));
        assertThat(view.createdAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void each_event_moves_the_booking_on() {
        log.record(booking, story.requested(booking));
        log.record(booking, story.held(booking));
        assertThat(booking().status()).isEqualTo(BookingStatus.PENDING);
        log.record(booking, story.confirmed(booking));
        assertThat(booking().status()).isEqualTo(BookingStatus.CONFIRMED);
        log.record(booking, story.completed(booking));
        assertThat(booking().status()).isEqualTo(BookingStatus.COMPLETED);
        log.record(booking, story.settled(booking));
        assertThat(booking().status()).isEqualTo(BookingStatus.SETTLED);
        assertThat(booking().version()).isEqualTo(4);
        assertThat(booking().updatedAt()).isAfterOrEqualTo(booking().createdAt());
    }

    @Test
    void a_rejection_says_why() {
        log.record(booking, story.requested(booking), story.rejected(booking));

        assertThat(booking().status()).isEqualTo(BookingStatus.REJECTED);
        assertThat(booking().rejection()).isEqualTo(RejectionCode.INSUFFICIENT_TOKENS);
    }

    @Test
    void a_booking_can_be_declined_or_cancelled() {
        UUID other = UUID.randomUUID();
        log.record(booking, story.requested(booking), story.declined(booking));
        log.record(other, story.requested(other), story.cancelled(other, story.learner));

        assertThat(booking().status()).isEqualTo(BookingStatus.DECLINED);
        assertThat(answer(new FindBooking(other), BookingView.class).status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void each_filter_leaves_out_what_does_not_match() {
        UUID confirmed = UUID.randomUUID();
        UUID others = UUID.randomUUID();
        log.append(booking, story.requested(booking));
        log.append(confirmed, story.requested(confirmed), story.held(confirmed), story.confirmed(confirmed));
        log.append(others, new Story().requested(others));
        log.project();

        assertThat(ids(new FindBookings(null, null, null, null, null, null, 10)))
                .containsExactly(others, confirmed, booking);
        assertThat(ids(new FindBookings(story.learner, null, null, null, null, null, 10)))
                .containsExactly(confirmed, booking);
        assertThat(ids(new FindBookings(story.mentor, null, null, null, null, null, 10)))
                .containsExactly(confirmed, booking);
        assertThat(ids(new FindBookings(story.learner, BookingSide.LEARNER, null, null, null, null, 10)))
                .hasSize(2);
        assertThat(ids(new FindBookings(story.learner, BookingSide.MENTOR, null, null, null, null, 10)))
                .isEmpty();
        assertThat(ids(new FindBookings(null, null, BookingStatus.CONFIRMED, null, null, null, 10)))
                .containsExactly(confirmed);
        assertThat(ids(new FindBookings(null, null, null, Story.STARTS_AT, null, null, 10)))
                .hasSize(3);
        assertThat(ids(new FindBookings(null, null, null, null, Story.STARTS_AT, null, 10)))
                .isEmpty();
    }

    @Test
    void pages_continue_where_the_last_one_ended() {
        UUID second = UUID.randomUUID();
        log.append(booking, story.requested(booking));
        log.append(second, story.requested(second));
        log.project();

        BookingPage page = answer(
                new FindBookings(story.learner, BookingSide.LEARNER, null, null, null, null, 1), BookingPage.class);
        assertThat(page.items()).extracting(BookingView::id).containsExactly(second);

        BookingPage last = answer(
                new FindBookings(story.learner, BookingSide.LEARNER, null, null, null, page.next(), 1),
                BookingPage.class);
        assertThat(last.items()).extracting(BookingView::id).containsExactly(booking);
        assertThat(last.next()).isNull();
    }

    private BookingView booking() {
        return answer(new FindBooking(booking), BookingView.class);
    }

    private List<UUID> ids(FindBookings query) {
        return answer(query, BookingPage.class).items().stream()
                .map(BookingView::id)
                .toList();
    }
}
