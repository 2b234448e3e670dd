package io.skillsphere.command.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.AcceptReschedule;
import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.DeclineReschedule;
import io.skillsphere.api.booking.DisputeBooking;
import io.skillsphere.api.booking.LookAtBooking;
import io.skillsphere.api.booking.ProposeReschedule;
import io.skillsphere.api.booking.ReportNoShow;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.booking.ResolveDispute;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.skill.Skill;
import io.skillsphere.command.slot.BookedSlots;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import io.skillsphere.command.text.WrittenTexts;
import io.skillsphere.command.wallet.Wallet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Whatever two people, an administrator, the saga and the clock do to a booking, in whatever order: what must be true of its tokens
 * is true after each step, and left alone it ends.
 */
class BookingLifePropertiesTest {

    private static final long PRICE = 5;
    private static final Instant BEGIN = Instant.parse("2030-05-01T10:00:00Z");
    private static final Instant STARTS_AT = BEGIN.plus(Duration.ofDays(4));
    private static final BookingPolicy POLICY =
            new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));

    private static final Set<String> ENDINGS = Set.of(
            "BookingRejected",
            "BookingDeclined",
            "BookingExpired",
            "BookingCancelled",
            "BookingCompleted",
            "BookingNoShow",
            "BookingResolved");

    /** What can happen next; the saga and the clock take their turns like everybody. */
    enum Step {
        LEARNER_CANCELS,
        LEARNER_COMPLETES,
        LEARNER_MISSES_THE_MENTOR,
        LEARNER_DISPUTES,
        LEARNER_PROPOSES,
        LEARNER_ACCEPTS,
        LEARNER_DECLINES_THE_TIME,
        MENTOR_CONFIRMS,
        MENTOR_DECLINES,
        MENTOR_CANCELS,
        MENTOR_COMPLETES,
        MENTOR_MISSES_THE_LEARNER,
        MENTOR_PROPOSES,
        MENTOR_ACCEPTS,
        MENTOR_DECLINES_THE_TIME,
        ADMIN_REFUNDS,
        ADMIN_PAYS_OUT,
        ADMIN_SPLITS,
        SAGA_HANDLES_AN_EVENT,
        SAGA_CATCHES_UP,
        AN_HOUR_PASSES,
        A_DAY_PASSES,
        THREE_DAYS_PASS,
        A_MONTH_PASSES
    }

    @Property(tries = 400)
    void the_tokens_of_a_booking_keep_their_rules_at_every_step_and_it_always_ends(
            @ForAll @Size(min = 1, max = 25) List<Step> steps) {
        try (Life life = new Life()) {
            life.lead(steps);
        }
    }

    /** One booking from its request to its end. */
    private static final class Life implements AutoCloseable {

        private final UUID learnerId = UUID.randomUUID();
        private final UUID mentorId = UUID.randomUUID();
        private final UUID skillId = UUID.randomUUID();
        private final UUID bookingId = UUID.randomUUID();

        private Instant now = BEGIN;
        private final Clock clock = new TestClock(() -> now);
        private final SlotsInMemory slots = new SlotsInMemory();
        private final DeadlinesInMemory deadlines = new DeadlinesInMemory();
        private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
        private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> JacksonSerializer.defaultSerializer())
                .configureEmbeddedEventStore(c -> log)
                .configureAggregate(Skill.class)
                .configureAggregate(Booking.class)
                .configureAggregate(Wallet.class)
                .registerComponent(WrittenTexts.class, c -> new RecordedTexts())
                .registerComponent(BookedSlots.class, c -> slots)
                .registerComponent(Deadlines.class, c -> deadlines)
                .registerComponent(Clock.class, c -> clock)
                .registerComponent(StartRule.class, c -> new StartRule(mentor -> Optional.empty(), clock))
                .start();
        private final CommandGateway people = axon.commandGateway();
        private final AnnotatedSagaManager<BookingSaga> saga = SagaInMemory.sending(people);
        private TrackingToken position;

        void lead(List<Step> steps) {
            GenericEventMessage.clock = clock;
            people.sendAndWait(
                    new PublishSkill(skillId, new Actor(mentorId, Role.MENTOR), WrittenText.note("Chess"), 60, PRICE));
            people.sendAndWait(new IssueTokens(learnerId, UUID.randomUUID(), 10, IssueReason.ADMINISTRATIVE, null));
            position = log.createHeadToken();
            people.sendAndWait(new RequestBooking(skillId, bookingId, learnerId, STARTS_AT, null, POLICY));

            for (Step step : steps) {
                take(step);
                assertRules();
            }

            for (int i = 0; i < 4; i++) {
                sagaCatchesUp();
                assertRules();
                pass(Duration.ofDays(40));
                assertRules();
            }
            sagaCatchesUp();
            assertThat(hasEnded()).as("%s", bookingEvents()).isTrue();
            assertThat(holdIsOpen()).isFalse();
            assertThat(slots.bookingIds()).isEmpty();
            assertThat(deadlines.of(bookingId)).isEmpty();
        }

        @Override
        public void close() {
            GenericEventMessage.clock = Clock.systemUTC();
            axon.shutdown();
        }

        private void take(Step step) {
            switch (step) {
                case LEARNER_CANCELS -> send(new CancelBooking(bookingId, learnerId, null));
                case LEARNER_COMPLETES -> send(new CompleteBooking(bookingId, learnerId));
                case LEARNER_MISSES_THE_MENTOR -> send(new ReportNoShow(bookingId, learnerId, BookingSide.MENTOR));
                case LEARNER_DISPUTES -> send(new DisputeBooking(bookingId, learnerId, WrittenText.note("No.")));
                case LEARNER_PROPOSES ->
                    send(new ProposeReschedule(bookingId, learnerId, now.plus(Duration.ofDays(5))));
                case LEARNER_ACCEPTS -> send(new AcceptReschedule(bookingId, learnerId));
                case LEARNER_DECLINES_THE_TIME -> send(new DeclineReschedule(bookingId, learnerId));
                case MENTOR_CONFIRMS -> send(new ConfirmBooking(bookingId, mentorId));
                case MENTOR_DECLINES -> send(new DeclineBooking(bookingId, mentorId));
                case MENTOR_CANCELS -> send(new CancelBooking(bookingId, mentorId, null));
                case MENTOR_COMPLETES -> send(new CompleteBooking(bookingId, mentorId));
                case MENTOR_MISSES_THE_LEARNER -> send(new ReportNoShow(bookingId, mentorId, BookingSide.LEARNER));
                case MENTOR_PROPOSES -> send(new ProposeReschedule(bookingId, mentorId, now.plus(Duration.ofDays(2))));
                case MENTOR_ACCEPTS -> send(new AcceptReschedule(bookingId, mentorId));
                case MENTOR_DECLINES_THE_TIME -> send(new DeclineReschedule(bookingId, mentorId));
                case ADMIN_REFUNDS -> send(new ResolveDispute(bookingId, UUID.randomUUID(), 0));
                case ADMIN_PAYS_OUT -> send(new ResolveDispute(bookingId, UUID.randomUUID(), PRICE));
                case ADMIN_SPLITS -> send(new ResolveDispute(bookingId, UUID.randomUUID(), 2));
                case SAGA_HANDLES_AN_EVENT -> sagaHandlesNext();
                case SAGA_CATCHES_UP -> sagaCatchesUp();
                case AN_HOUR_PASSES -> pass(Duration.ofHours(1));
                case A_DAY_PASSES -> pass(Duration.ofDays(1));
                case THREE_DAYS_PASS -> pass(Duration.ofDays(3));
                case A_MONTH_PASSES -> pass(Duration.ofDays(31));
            }
        }

        /** What the rules refuse is refused; nothing fails. */
        private void send(Object command) {
            try {
                people.sendAndWait(command);
            } catch (CommandRejectedException refused) {
                assertThat(refused.rejection().detail()).isNotBlank();
            }
        }

        private void pass(Duration time) {
            now = now.plus(time);
            for (Set<UUID> due = deadlines.takeDue(now); !due.isEmpty(); due = deadlines.takeDue(now)) {
                due.forEach(booking -> people.sendAndWait(new LookAtBooking(booking)));
            }
        }

        private void sagaCatchesUp() {
            while (sagaHandlesNext()) {
                // One event after the other.
            }
        }

        private boolean sagaHandlesNext() {
            Optional<? extends TrackedEventMessage<?>> next =
                    log.readEvents(position, false).findFirst();
            next.ifPresent(event -> {
                DefaultUnitOfWork.startAndGet(event).execute(() -> {
                    try {
                        saga.handle(event, Segment.ROOT_SEGMENT);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                position = event.trackingToken();
            });
            return next.isPresent();
        }

        private void assertRules() {
            long held = holds().mapToLong(HoldPlaced::amount).sum();
            long captured =
                    all(HoldCaptured.class).mapToLong(HoldCaptured::captured).sum();
            long released = all(HoldCaptured.class)
                            .mapToLong(HoldCaptured::released)
                            .sum()
                    + all(HoldReleased.class).mapToLong(HoldReleased::amount).sum();
            long resolutions =
                    all(HoldCaptured.class).count() + all(HoldReleased.class).count();

            assertThat(holds().count()).isLessThanOrEqualTo(1);
            assertThat(resolutions).as("each hold is resolved at most once").isLessThanOrEqualTo(holds().count());
            assertThat(captured).as("nobody pays more than the price").isLessThanOrEqualTo(PRICE);
            if (resolutions > 0) {
                assertThat(captured + released).as("captured and released").isEqualTo(held);
                assertThat(hasEnded()).as("a hold is resolved after the end").isTrue();
            }
            boolean wasHeld = bookingEvents().stream().anyMatch(BookingHeld.class::isInstance);
            if (wasHeld && !hasEnded()) {
                assertThat(holdIsOpen())
                        .as("a hold is open while the booking is")
                        .isTrue();
            }
            boolean sagaIsUpToDate = log.readEvents(position, false).findFirst().isEmpty();
            if (sagaIsUpToDate) {
                assertThat(holdIsOpen())
                        .as("a hold is open exactly while the booking is")
                        .isEqualTo(!hasEnded());
            }
        }

        private boolean holdIsOpen() {
            return holds().count()
                    > all(HoldCaptured.class).count() + all(HoldReleased.class).count();
        }

        private boolean hasEnded() {
            return bookingEvents().stream()
                    .anyMatch(event -> ENDINGS.contains(event.getClass().getSimpleName()));
        }

        private java.util.stream.Stream<HoldPlaced> holds() {
            return all(HoldPlaced.class);
        }

        private List<BookingEvent> bookingEvents() {
            return all(BookingEvent.class).collect(Collectors.toList());
        }

        private <E> java.util.stream.Stream<E> all(Class<E> type) {
            return log.readEvents(null, false)
                    .map(Message::getPayload)
                    .filter(type::isInstance)
                    .map(type::cast);
        }
    }
}
