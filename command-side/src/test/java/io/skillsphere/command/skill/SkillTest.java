package io.skillsphere.command.skill;

import static io.skillsphere.command.rejection.Refusal.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.availability.DateOverride;
import io.skillsphere.api.availability.TimeWindow;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.skill.RetireSkill;
import io.skillsphere.api.skill.ReviseSkill;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.booking.DeadlinesInMemory;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class SkillTest {

    private static final Instant NOW = Instant.parse("2030-05-01T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final BookingPolicy POLICY =
            new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));

    private final UUID skillId = UUID.randomUUID();
    private final UUID bookingId = UUID.randomUUID();
    private final UUID learnerId = UUID.randomUUID();
    private final Actor mentor = new Actor(UUID.randomUUID(), Role.MENTOR);
    private final Actor otherMentor = new Actor(UUID.randomUUID(), Role.MENTOR);
    private final Actor admin = new Actor(UUID.randomUUID(), Role.ADMIN);
    private final WrittenText wording = wording("Chess openings");
    private final WrittenText newWording = wording("Chess endings");

    private final SkillPublished published = new SkillPublished(skillId, mentor.accountId(), wording.id(), 60, 3);
    private final SkillRevised revised = new SkillRevised(skillId, mentor.accountId(), newWording.id(), 90, 5);
    private final SkillRetired retired = new SkillRetired(skillId, mentor.accountId());

    private Timetable timetable;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SlotsInMemory slots = new SlotsInMemory();
    private final RecordedTexts texts = new RecordedTexts();
    private final EventStore bookings = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final FixtureConfiguration<Skill> skill = new AggregateTestFixture<>(Skill.class)
            .registerInjectableResource(texts)
            .registerInjectableResource(new StartRule(mentorId -> Optional.ofNullable(timetable), clock))
            .registerInjectableResource(clock)
            .registerInjectableResource(new DeadlinesInMemory())
            .registerInjectableResource(slots)
            .registerRepositoryProvider(new BookingsIn(bookings));

    @Test
    void a_mentor_publishes_a_skill() {
        skill.givenNoPriorActivity()
                .when(new PublishSkill(skillId, mentor, wording, 60, 3))
                .expectEvents(published)
                .expectResultMessagePayload(0L);
        texts.assertKept(mentor.accountId(), wording);
    }

    @Test
    void its_mentor_revises_a_skill() {
        skill.given(published).when(revise(mentor, 0)).expectEvents(revised).expectResultMessagePayload(1L);
        texts.assertKept(mentor.accountId(), newWording);
    }

    @Test
    void what_an_administrator_revises_stays_its_mentors() {
        skill.given(published).when(revise(admin, 0)).expectEvents(revised);
        texts.assertKept(mentor.accountId(), newWording);
    }

    @Test
    void another_mentor_can_neither_revise_nor_retire_it() {
        skill.given(published)
                .when(revise(otherMentor, 0))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
        skill.given(published)
                .when(retire(otherMentor, 0))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
        texts.assertNothingKept();
    }

    @Test
    void whoever_saw_an_older_version_has_to_read_again() {
        skill.given(published, revised)
                .when(revise(mentor, 0))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.STALE_VERSION));
        skill.given(published, revised)
                .when(retire(mentor, 0))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.STALE_VERSION));
        texts.assertNothingKept();
    }

    @Test
    void a_version_that_is_not_there_yet_is_refused_too() {
        skill.given(published)
                .when(revise(mentor, 1))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.STALE_VERSION));
    }

    @Test
    void its_mentor_or_an_administrator_retires_it() {
        skill.given(published).when(retire(mentor, 0)).expectEvents(retired).expectResultMessagePayload(1L);
        skill.given(published, revised)
                .when(retire(admin, 1))
                .expectEvents(retired)
                .expectResultMessagePayload(2L);
    }

    @Test
    void a_retired_skill_is_neither_revised_nor_retired_nor_booked() {
        skill.given(published, retired)
                .when(revise(mentor, 1))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.SKILL_RETIRED));
        skill.given(published, retired)
                .when(retire(mentor, 1))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.SKILL_RETIRED));
        skill.given(published, retired)
                .when(book(learnerId, TOMORROW))
                .expectException(refusedWith(RejectionCode.SKILL_RETIRED));
        assertThatNothingIsBooked();
    }

    @Test
    void a_booking_takes_wording_length_and_price_as_they_are_now() {
        WrittenText note = WrittenText.note("Black pieces, please.");

        skill.given(published, revised)
                .when(new RequestBooking(skillId, bookingId, learnerId, TOMORROW, note, POLICY))
                .expectNoEvents()
                .expectResultMessagePayload(0L);

        assertThat(booked())
                .containsExactly(new BookingRequested(
                        bookingId,
                        learnerId,
                        mentor.accountId(),
                        skillId,
                        newWording.id(),
                        TOMORROW,
                        TOMORROW.plus(Duration.ofMinutes(90)),
                        5,
                        POLICY,
                        note.id()));
        texts.assertKept(learnerId, note);
    }

    @Test
    void a_booking_needs_no_note() {
        skill.given(published).when(book(learnerId, TOMORROW)).expectSuccessfulHandlerExecution();

        assertThat(booked()).singleElement().extracting("noteId").isNull();
        texts.assertNothingKept();
    }

    @Test
    void a_mentor_can_not_book_their_own_skill() {
        skill.given(published)
                .when(book(mentor.accountId(), TOMORROW))
                .expectException(refusedWith(RejectionCode.OWN_SKILL));
        assertThatNothingIsBooked();
    }

    @Test
    void a_session_starts_in_the_future() {
        skill.given(published).when(book(learnerId, NOW)).expectException(refusedWith(RejectionCode.STARTS_IN_PAST));
        assertThatNothingIsBooked();

        skill.given(published).when(book(learnerId, NOW.plusMillis(1))).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_session_starts_when_the_mentor_takes_sessions() {
        LocalDate day = TOMORROW.atOffset(ZoneOffset.UTC).toLocalDate();
        TimeWindow morning = new TimeWindow(LocalTime.of(10, 0), LocalTime.of(12, 0));
        timetable =
                new Timetable(ZoneOffset.UTC, List.of(), List.of(new DateOverride(day, List.of(morning))), 10, 120, 30);

        skill.given(published)
                .when(book(learnerId, TOMORROW.plus(Duration.ofHours(2))))
                .expectException(refusedWith(RejectionCode.OUTSIDE_AVAILABILITY));
        skill.given(published)
                .when(book(learnerId, TOMORROW.plus(Duration.ofMinutes(1))))
                .expectException(refusedWith(RejectionCode.NOT_ON_SLOT));
        assertThatNothingIsBooked();

        skill.given(published)
                .when(book(learnerId, TOMORROW.plus(Duration.ofHours(1))))
                .expectSuccessfulHandlerExecution();
    }

    private ReviseSkill revise(Actor by, long expectedVersion) {
        return new ReviseSkill(skillId, expectedVersion, by, newWording, 90, 5);
    }

    private RetireSkill retire(Actor by, long expectedVersion) {
        return new RetireSkill(skillId, expectedVersion, by);
    }

    @Test
    void a_time_that_is_taken_is_refused_and_nothing_is_kept() {
        UUID other = UUID.randomUUID();
        Instant anHourLater = TOMORROW.plus(Duration.ofHours(1));
        slots.take(other, UUID.randomUUID(), mentor.accountId(), TOMORROW, anHourLater, Duration.ZERO);

        skill.given(published).when(book(learnerId, TOMORROW)).expectException(refusedWith(RejectionCode.SLOT_TAKEN));
        assertThatNothingIsBooked();
        assertThat(slots.bookingIds()).containsExactly(other);
    }

    private RequestBooking book(UUID learnerId, Instant startsAt) {
        return new RequestBooking(skillId, bookingId, learnerId, startsAt, null, POLICY);
    }

    private Stream<Object> booked() {
        return bookings.readEvents(bookingId.toString()).asStream().map(Message::getPayload);
    }

    private void assertThatNothingIsBooked() {
        assertThat(booked()).isEmpty();
        texts.assertNothingKept();
    }

    private static WrittenText wording(String title) {
        return new WrittenText(UUID.randomUUID(), title, "From first moves to plans.", "games", List.of("chess"));
    }

    /** Where the bookings that a skill spawns go: a log of their own, since the fixture's takes one aggregate only. */
    private record BookingsIn(EventStore bookings) implements RepositoryProvider {

        @Override
        public <T> Repository<T> repositoryFor(Class<T> aggregateType) {
            return EventSourcingRepository.builder(aggregateType)
                    .eventStore(bookings)
                    .build();
        }
    }
}
