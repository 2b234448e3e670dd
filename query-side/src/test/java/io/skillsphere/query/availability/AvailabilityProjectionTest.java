package io.skillsphere.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.availability.AvailabilityEvent.AvailabilityPublished;
import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.availability.DateOverride;
import io.skillsphere.api.availability.FindAvailability;
import io.skillsphere.api.availability.FindSlots;
import io.skillsphere.api.availability.Slot;
import io.skillsphere.api.availability.Slots;
import io.skillsphere.api.availability.TimeWindow;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.availability.WeeklyWindow;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import io.skillsphere.query.booking.ManyBookings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class AvailabilityProjectionTest extends QuerySideTest {

    /** The story's session is on this Monday from 10 to 11. */
    private static final Instant MONDAY = Instant.parse("2030-01-07T00:00:00Z");

    private static final Instant NOW = MONDAY.minus(Duration.ofDays(1));

    @Autowired
    private AvailabilityQueries availabilities;

    @Autowired
    private TransactionTemplate transaction;

    private final Story story = new Story();
    private final UUID availability = UUID.randomUUID();
    private final UUID booking = UUID.randomUUID();

    @Test
    void an_availability_is_what_was_last_published_and_everybody_hears_of_it() {
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(0)));
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(15)));

        AvailabilityView latest = new AvailabilityView(story.mentor, mondays(15), 1);
        assertThat(answer(new FindAvailability(story.mentor), AvailabilityView.class))
                .isEqualTo(latest);
        assertThat(answer(new FindFeed(0, 10), FeedPage.class).items())
                .allMatch(item -> item.type() == FeedType.AVAILABILITY
                        && item.resourceId().equals(story.mentor))
                .extracting(FeedItem::recipientId)
                .containsExactly(story.mentor, null, story.mentor, null);
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(0)));
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(15)));
        var before = everything();

        log.redeliver();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void what_is_taken_is_not_offered_and_neither_is_the_buffer_around_it() {
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(15)));
        log.record(booking, story.requested(booking));

        assertThat(starts(story.mentor)).containsExactly("08:00", "08:15", "08:30", "08:45", "11:15", "11:30");

        log.record(booking, story.held(booking), story.confirmed(booking));
        assertThat(starts(story.mentor)).hasSize(6);

        log.record(booking, story.cancelled(booking, story.learner));
        assertThat(starts(story.mentor)).hasSize(15);
    }

    @Test
    void who_learns_at_that_time_can_not_teach() {
        UUID learnersAvailability = UUID.randomUUID();
        log.record(learnersAvailability, new AvailabilityPublished(story.learner, mondays(0)));
        log.record(booking, story.requested(booking));

        assertThat(starts(story.learner))
                .containsExactly("08:00", "08:15", "08:30", "08:45", "09:00", "11:00", "11:15", "11:30");
    }

    @Test
    void who_never_published_a_timetable_is_offered_at_every_half_hour_to_come() {
        log.record(booking, story.requested(booking));
        Instant now = MONDAY.plus(Duration.ofHours(8));

        Slots slots = answer(
                new FindSlots(story.mentor, Duration.ofMinutes(60), MONDAY, MONDAY.plus(Duration.ofHours(12)), now),
                Slots.class);

        assertThat(slots.items())
                .extracting(Slot::startsAt)
                .extracting(AvailabilityProjectionTest::time)
                .containsExactly("08:30", "09:00", "11:00", "11:30");
    }

    @Test
    void a_slot_ends_when_its_session_does() {
        log.record(availability, new AvailabilityPublished(story.mentor, mondays(0)));

        Slots slots = answer(
                new FindSlots(story.mentor, Duration.ofHours(4), MONDAY, MONDAY.plus(Duration.ofDays(1)), NOW),
                Slots.class);

        assertThat(slots.items().get(0))
                .isEqualTo(new Slot(Instant.parse("2030-01-07T08:00:00Z"), Instant.parse("2030-01-07T12:00:00Z")));
    }

    @Test
    void the_slots_of_a_month_read_the_sessions_of_that_month_however_many_there_are() {
        ManyBookings many = new ManyBookings(jdbc, transaction);
        many.write();
        FindSlots month = new FindSlots(
                ManyBookings.BUSY_MENTOR,
                Duration.ofHours(1),
                ManyBookings.MIDDLE,
                ManyBookings.MIDDLE.plus(Duration.ofDays(31)),
                ManyBookings.MIDDLE.minus(Duration.ofDays(1)));

        long rows = many.rowsReadBy(() -> availabilities.find(month));

        assertThat(rows).isBetween(1L, many.sessionsOfBusyMentor(month.from(), month.to()));
    }

    private List<String> starts(UUID mentor) {
        return answer(
                        new FindSlots(mentor, Duration.ofHours(1), MONDAY, MONDAY.plus(Duration.ofDays(1)), NOW),
                        Slots.class)
                .items()
                .stream()
                .map(slot -> time(slot.startsAt()))
                .toList();
    }

    private static String time(Instant instant) {
        return instant.toString().substring(11, 16);
    }

    /** Mondays from 9 to 13:30 in Berlin, which is 8 to 12:30. */
    private static Timetable mondays(int bufferMinutes) {
        return new Timetable(
                ZoneId.of("Europe/Berlin"),
                List.of(new WeeklyWindow(DayOfWeek.MONDAY, new TimeWindow(LocalTime.of(9, 0), LocalTime.of(13, 30)))),
                List.of(new DateOverride(LocalDate.of(2030, 5, 6), List.of())),
                bufferMinutes,
                0,
                60);
    }
}
