package io.skillsphere.command.booking;

import static io.skillsphere.command.rejection.Refusal.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** What the walk through all states does not show: what a late cancellation costs, and whose words are kept. */
class BookingTest {

    private final BookingStory story = new BookingStory();
    private final RecordedTexts texts = new RecordedTexts();

    /** An hour before the session: past the notice. */
    private final FixtureConfiguration<Booking> booking = new AggregateTestFixture<>(Booking.class)
            .registerInjectableResource(texts)
            .registerInjectableResource(new SlotsInMemory())
            .registerInjectableResource(new DeadlinesInMemory())
            .registerInjectableResource(Clock.fixed(story.startsAt().minus(Duration.ofHours(1)), ZoneOffset.UTC));

    @Test
    void a_learner_who_cancels_a_confirmed_session_late_owes_the_fee() {
        booking.given(story.until(BookingStatus.CONFIRMED))
                .when(cancel(story.learnerId(), null))
                .expectEvents(story.cancelled(story.learnerId(), 1));
    }

    @Test
    void a_mentor_who_cancels_late_costs_the_learner_nothing() {
        booking.given(story.until(BookingStatus.CONFIRMED))
                .when(cancel(story.mentorId(), null))
                .expectEvents(story.cancelled(story.mentorId(), 0));
    }

    @Test
    void what_the_mentor_never_confirmed_is_free_to_cancel_however_late() {
        booking.given(story.until(BookingStatus.PENDING))
                .when(cancel(story.learnerId(), null))
                .expectEvents(story.cancelled(story.learnerId(), 0));
    }

    @Test
    void the_reason_is_kept_as_the_words_of_who_cancelled() {
        WrittenText reason = WrittenText.note("I am ill.");

        booking.given(story.until(BookingStatus.PENDING))
                .when(cancel(story.mentorId(), reason))
                .expectEvents(new BookingCancelled(
                        story.bookingId(), story.learnerId(), story.mentorId(), story.mentorId(), 0, reason.id()));
        texts.assertKept(story.mentorId(), reason);
    }

    @Test
    void what_was_written_with_a_refused_command_is_not_kept() {
        booking.given(story.until(BookingStatus.SETTLED))
                .when(cancel(story.learnerId(), WrittenText.note("Too late.")))
                .expectException(refusedWith(RejectionCode.BOOKING_STATE));
        texts.assertNothingKept();
    }

    @Test
    void a_booking_whose_tokens_are_held_only_after_its_deadline_is_looked_at_at_once() {
        Clock late = Clock.fixed(story.startsAt().plus(Duration.ofHours(1)), ZoneOffset.UTC);
        DeadlinesInMemory deadlines = new DeadlinesInMemory();

        new AggregateTestFixture<>(Booking.class)
                .registerInjectableResource(deadlines)
                .registerInjectableResource(late)
                .given(story.until(BookingStatus.REQUESTED))
                .when(new MarkBookingHeld(story.bookingId()))
                .expectEvents(story.held());

        assertThat(deadlines.of(story.bookingId())).containsExactly(late.instant());
    }

    private CancelBooking cancel(UUID by, WrittenText reason) {
        return new CancelBooking(story.bookingId(), by, reason);
    }
}
