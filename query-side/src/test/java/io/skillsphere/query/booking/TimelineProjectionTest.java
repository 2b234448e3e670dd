package io.skillsphere.query.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.RescheduleAccepted;
import io.skillsphere.api.booking.BookingEvent.RescheduleProposed;
import io.skillsphere.api.booking.BookingStep;
import io.skillsphere.api.booking.BookingStepKind;
import io.skillsphere.api.booking.BookingTimeline;
import io.skillsphere.api.booking.FindBookingTimeline;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineProjectionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();

    @Test
    void each_step_tells_which_tokens_moved_and_when_the_session_is() {
        Instant later = Story.STARTS_AT.plusSeconds(7200);
        log.record(booking, story.requested(booking));
        log.record(story.learner, story.issued(story.learner, 10), story.holdPlaced(booking));
        log.record(
                booking,
                story.held(booking),
                story.confirmed(booking),
                new RescheduleProposed(booking, story.learner, story.mentor, story.mentor, later),
                new RescheduleAccepted(booking, story.learner, story.mentor, later, later.plusSeconds(3600)),
                new BookingCancelled(booking, story.learner, story.mentor, story.learner, 1, null));
        log.record(story.learner, story.holdCaptured(booking, 1));
        log.record(story.mentor, story.paid(booking, 1));

        List<BookingStep> steps = timeline(null, 100).items();

        assertThat(steps)
                .extracting(BookingStep::kind)
                .containsExactly(
                        BookingStepKind.REQUESTED,
                        BookingStepKind.TOKENS_HELD,
                        BookingStepKind.PENDING,
                        BookingStepKind.CONFIRMED,
                        BookingStepKind.RESCHEDULE_PROPOSED,
                        BookingStepKind.RESCHEDULE_ACCEPTED,
                        BookingStepKind.CANCELLED,
                        BookingStepKind.TOKENS_CAPTURED,
                        BookingStepKind.TOKENS_RECEIVED);
        assertThat(steps.get(1).held()).isEqualTo(3);
        assertThat(steps.get(5).startsAt()).isEqualTo(later);
        assertThat(steps.get(6).fee()).isEqualTo(1);
        assertThat(steps.get(7).captured()).isEqualTo(1);
        assertThat(steps.get(7).released()).isEqualTo(2);
        assertThat(steps.get(8).received()).isEqualTo(1);
    }

    @Test
    void a_long_timeline_comes_page_by_page_in_the_order_of_the_log() {
        log.record(booking, story.requested(booking));
        for (int i = 0; i < 10; i++) {
            log.record(
                    booking,
                    new RescheduleProposed(
                            booking, story.learner, story.mentor, story.learner, Story.STARTS_AT.plusSeconds(i)));
        }
        List<Instant> times = new ArrayList<>();
        Long next = null;
        do {
            BookingTimeline page = timeline(next, 3);
            page.items().forEach(step -> times.add(step.startsAt()));
            next = page.next();
        } while (next != null);

        assertThat(times).hasSize(11).isSorted();
    }

    @Test
    void everything_that_can_happen_to_a_booking_is_a_step_and_the_migration_found_the_same_in_the_log()
            throws IOException {
        story.append(log);
        log.project();
        Object projected = everything().get("booking_step");
        assertThat(jdbc.sql("SELECT DISTINCT kind FROM booking_step")
                        .query(BookingStepKind.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(BookingStepKind.class));

        String migration = Files.readString(Path.of("../web/src/main/resources/db/migration/V22_2__timelines.sql"));
        jdbc.sql("TRUNCATE booking_step").update();
        jdbc.sql(migration.substring(migration.indexOf("INSERT INTO"))).update();

        assertThat(everything().get("booking_step")).isEqualTo(projected);
    }

    private BookingTimeline timeline(Long after, int limit) {
        return answer(new FindBookingTimeline(booking, after, limit), BookingTimeline.class);
    }
}
