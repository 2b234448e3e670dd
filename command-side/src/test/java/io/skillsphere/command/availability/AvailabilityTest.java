package io.skillsphere.command.availability;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.availability.AvailabilityEvent.AvailabilityPublished;
import io.skillsphere.api.availability.AvailabilityId;
import io.skillsphere.api.availability.DateOverride;
import io.skillsphere.api.availability.PublishAvailability;
import io.skillsphere.api.availability.TimeWindow;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.availability.WeeklyWindow;
import io.skillsphere.api.rejection.RejectionCode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

public class AvailabilityTest {

    private final UUID mentorId = UUID.randomUUID();
    private final Actor mentor = new Actor(mentorId, Role.MENTOR);
    private final Actor other = new Actor(UUID.randomUUID(), Role.MENTOR);
    private final Actor admin = new Actor(UUID.randomUUID(), Role.ADMIN);

    private final AvailabilityPublished published = new AvailabilityPublished(mentorId, timetable(10));

    private final FixtureConfiguration<Availability> availability = new AggregateTestFixture<>(Availability.class);

    /** A timetable with something of everything. */
    public static Timetable timetable(int bufferMinutes) {
        TimeWindow morning = new TimeWindow(LocalTime.of(9, 0), LocalTime.NOON);
        return new Timetable(
                ZoneId.of("Europe/Berlin"),
                List.of(new WeeklyWindow(DayOfWeek.MONDAY, morning)),
                List.of(new DateOverride(LocalDate.of(2030, 5, 1), List.of())),
                bufferMinutes,
                120,
                60);
    }

    @Test
    void a_mentor_publishes_when_they_are_available() {
        availability
                .givenNoPriorActivity()
                .when(publish(mentor, null, 10))
                .expectEvents(published)
                .expectResultMessagePayload(0L);
    }

    @Test
    void a_mentor_or_an_administrator_replaces_it() {
        availability
                .given(published)
                .when(publish(mentor, 0L, 20))
                .expectEvents(new AvailabilityPublished(mentorId, timetable(20)))
                .expectResultMessagePayload(1L);
        availability
                .given(published)
                .when(publish(admin, null, 30))
                .expectEvents(new AvailabilityPublished(mentorId, timetable(30)));
    }

    @Test
    void the_same_again_changes_nothing() {
        availability
                .given(published)
                .when(publish(mentor, null, 10))
                .expectNoEvents()
                .expectResultMessagePayload(0L);
    }

    @Test
    void whoever_saw_another_version_has_to_read_again() {
        availability
                .given(published)
                .when(publish(mentor, 1L, 20))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.STALE_VERSION));
        availability
                .givenNoPriorActivity()
                .when(publish(mentor, 0L, 20))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.STALE_VERSION));
    }

    @Test
    void another_mentor_can_not_change_it() {
        availability
                .given(published)
                .when(publish(other, null, 20))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
    }

    private PublishAvailability publish(Actor by, Long expectedVersion, int bufferMinutes) {
        return new PublishAvailability(new AvailabilityId(mentorId), expectedVersion, by, timetable(bufferMinutes));
    }
}
