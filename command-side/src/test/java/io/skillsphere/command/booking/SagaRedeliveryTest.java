package io.skillsphere.command.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.BookingCancelled;
import io.skillsphere.api.booking.BookingEvent.BookingCompleted;
import io.skillsphere.api.booking.BookingEvent.BookingConfirmed;
import io.skillsphere.api.booking.BookingEvent.BookingDeclined;
import io.skillsphere.api.booking.BookingEvent.BookingDisputed;
import io.skillsphere.api.booking.BookingEvent.BookingExpired;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingNoShow;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.BookingEvent.BookingResolved;
import io.skillsphere.api.booking.BookingEvent.BookingSettled;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.DisputeBooking;
import io.skillsphere.api.booking.LookAtBooking;
import io.skillsphere.api.booking.ReportNoShow;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.booking.ResolveDispute;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.skill.Skill;
import io.skillsphere.command.slot.BookedSlots;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import io.skillsphere.command.text.WrittenTexts;
import io.skillsphere.command.wallet.Tally;
import io.skillsphere.command.wallet.Wallet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The saga on real aggregates, with a command bus whose commands stand even where the saga's own step fails, as they do over
 * a remote bus: however an event is delivered, the tokens move once.
 */
class SagaRedeliveryTest {

    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final Instant NOW = Instant.parse("2030-05-01T10:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofHours(2));
    private static final BookingPolicy POLICY =
            new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));

    private Instant now = NOW;
    private final UUID learnerId = UUID.randomUUID();
    private final UUID mentorId = UUID.randomUUID();
    private final UUID skillId = UUID.randomUUID();
    private final UUID bookingId = UUID.randomUUID();

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final ExecutorService remote = Executors.newSingleThreadExecutor();
    private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(c -> JacksonSerializer.defaultSerializer())
            .configureCommandBus(
                    c -> AsynchronousCommandBus.builder().executor(remote).build())
            .configureEmbeddedEventStore(c -> log)
            .configureAggregate(Skill.class)
            .configureAggregate(Booking.class)
            .configureAggregate(Wallet.class)
            .registerComponent(WrittenTexts.class, c -> new RecordedTexts())
            .registerComponent(BookedSlots.class, c -> new SlotsInMemory())
            .registerComponent(Deadlines.class, c -> new DeadlinesInMemory())
            .registerComponent(Clock.class, c -> new TestClock(() -> now))
            .registerComponent(
                    StartRule.class, c -> new StartRule(mentor -> Optional.empty(), c.getComponent(Clock.class)))
            .start();
    private final CommandGateway people = axon.commandGateway();

    private final AnnotatedSagaManager<BookingSaga> saga = sagaOver(axon.commandBus());
    private int commandsToLive;
    private TrackingToken position;

    @BeforeEach
    void a_skill_of_three_tokens() {
        WrittenText wording = WrittenText.note("Chess openings");
        people.sendAndWait(new PublishSkill(skillId, new Actor(mentorId, Role.MENTOR), wording, 60, 3));
        position = log.createHeadToken();
    }

    @AfterEach
    void stop() {
        axon.shutdown();
        remote.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void a_completed_booking_pays_the_mentor_once(Delivery delivery) {
        give(learnerId, 10);
        give(mentorId, 10);
        request();
        sagaCatchesUp(delivery);
        people.sendAndWait(new ConfirmBooking(bookingId, mentorId));
        sagaCatchesUp(delivery);
        people.sendAndWait(new CompleteBooking(bookingId, learnerId));
        sagaCatchesUp(delivery);

        assertBooking(
                BookingRequested.class,
                BookingHeld.class,
                BookingConfirmed.class,
                BookingCompleted.class,
                BookingSettled.class);
        assertTokens(learnerId, 7, 0);
        assertTokens(mentorId, 13, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_late_cancellation_costs_the_fee_once(Delivery delivery) {
        give(learnerId, 10);
        request();
        sagaCatchesUp(delivery);
        people.sendAndWait(new ConfirmBooking(bookingId, mentorId));
        people.sendAndWait(new CancelBooking(bookingId, learnerId, null));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingHeld.class, BookingConfirmed.class, BookingCancelled.class);
        assertTokens(learnerId, 9, 0);
        assertTokens(mentorId, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_booking_that_nobody_answers_expires_and_costs_nothing(Delivery delivery) {
        give(learnerId, 10);
        request();
        sagaCatchesUp(delivery);
        now = SOON;
        people.sendAndWait(new LookAtBooking(bookingId));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingHeld.class, BookingExpired.class);
        assertTokens(learnerId, 10, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_learner_who_does_not_come_pays_once(Delivery delivery) {
        give(learnerId, 10);
        request();
        sagaCatchesUp(delivery);
        people.sendAndWait(new ConfirmBooking(bookingId, mentorId));
        now = SOON.plus(Duration.ofHours(1));
        people.sendAndWait(new ReportNoShow(bookingId, mentorId, BookingSide.LEARNER));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingHeld.class, BookingConfirmed.class, BookingNoShow.class);
        assertTokens(learnerId, 7, 0);
        assertTokens(mentorId, 3, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_dispute_is_split_once_as_it_was_decided(Delivery delivery) {
        give(learnerId, 10);
        request();
        sagaCatchesUp(delivery);
        people.sendAndWait(new ConfirmBooking(bookingId, mentorId));
        now = SOON;
        people.sendAndWait(new DisputeBooking(bookingId, learnerId, WrittenText.note("It was too short.")));
        people.sendAndWait(new ResolveDispute(bookingId, UUID.randomUUID(), 1));
        sagaCatchesUp(delivery);

        assertBooking(
                BookingRequested.class,
                BookingHeld.class,
                BookingConfirmed.class,
                BookingDisputed.class,
                BookingResolved.class,
                BookingSettled.class);
        assertTokens(learnerId, 9, 0);
        assertTokens(mentorId, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_declined_booking_costs_nothing(Delivery delivery) {
        give(learnerId, 10);
        request();
        sagaCatchesUp(delivery);
        people.sendAndWait(new DeclineBooking(bookingId, mentorId));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingHeld.class, BookingDeclined.class);
        assertTokens(learnerId, 10, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_learner_who_cancels_before_the_hold_keeps_every_token(Delivery delivery) {
        give(learnerId, 10);
        request();
        people.sendAndWait(new CancelBooking(bookingId, learnerId, null));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingCancelled.class);
        assertTokens(learnerId, 10, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_learner_who_never_had_a_wallet_can_still_cancel(Delivery delivery) {
        request();
        people.sendAndWait(new CancelBooking(bookingId, learnerId, null));
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingCancelled.class);
        assertTokens(learnerId, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_learner_who_is_short_of_tokens_is_rejected(Delivery delivery) {
        give(learnerId, 2);
        request();
        sagaCatchesUp(delivery);

        assertBooking(BookingRequested.class, BookingRejected.class);
        assertTokens(learnerId, 2, 0);
    }

    @ParameterizedTest
    @EnumSource
    void tokens_that_arrive_between_two_deliveries_are_not_held_for_a_rejected_booking(Delivery delivery) {
        request();
        sagaCatchesUp(delivery, () -> give(learnerId, 10));

        boolean rejected = bookingEvents().anyMatch(BookingRejected.class::isInstance);
        assertTokens(learnerId, rejected ? 10 : 7, rejected ? 0 : 3);
    }

    private void give(UUID accountId, long tokens) {
        people.sendAndWait(new IssueTokens(accountId, UUID.randomUUID(), tokens, IssueReason.ADMINISTRATIVE, null));
    }

    private void request() {
        people.sendAndWait(new RequestBooking(skillId, bookingId, learnerId, SOON, null, POLICY));
    }

    private void sagaCatchesUp(Delivery delivery) {
        sagaCatchesUp(delivery, () -> {});
    }

    private void sagaCatchesUp(Delivery delivery, Runnable meanwhile) {
        next().ifPresent(event -> {
            delivery.firstAttempt.ifPresent(life -> attempt(event, life));
            meanwhile.run();
            attempt(event, FOR_EVER);
            position = event.trackingToken();
            sagaCatchesUp(delivery);
        });
    }

    private Optional<? extends TrackedEventMessage<?>> next() {
        return log.readEvents(position, false).findFirst();
    }

    /** Who does not live for ever dies before its own commit at the latest. */
    private void attempt(TrackedEventMessage<?> event, int life) {
        commandsToLive = life;
        ResultMessage<?> result = DefaultUnitOfWork.startAndGet(event).executeWithResult(() -> {
            saga.handle(event, Segment.ROOT_SEGMENT);
            if (life != FOR_EVER) {
                throw new Death();
            }
            return null;
        });
        if (result.isExceptional()) {
            assertThat(result.exceptionResult()).isInstanceOf(Death.class);
        }
    }

    private Stream<BookingEvent> bookingEvents() {
        return payloads().filter(BookingEvent.class::isInstance).map(BookingEvent.class::cast);
    }

    private Stream<Object> payloads() {
        return log.readEvents(null, false).map(Message::getPayload);
    }

    private void assertBooking(Class<?>... events) {
        assertThat(bookingEvents().map(Object::getClass)).containsExactly(events);
    }

    private void assertTokens(UUID accountId, long available, long held) {
        Tally tally = Tally.of(accountId, payloads().toList());
        assertThat(tally.available()).isEqualTo(available);
        assertThat(tally.held()).isEqualTo(held);
    }

    private AnnotatedSagaManager<BookingSaga> sagaOver(CommandBus bus) {
        DefaultCommandGateway mortal =
                DefaultCommandGateway.builder().commandBus(bus).build();
        mortal.registerDispatchInterceptor(commands -> (index, command) -> {
            if (commandsToLive-- == 0) {
                throw new Death();
            }
            return command;
        });
        return SagaInMemory.sending(mortal);
    }

    /** What happens before an event is handled for good. */
    private enum Delivery {
        NOTHING,
        IT_IS_HANDLED_ONCE_BEFORE(FOR_EVER),
        DEATH_BEFORE_THE_FIRST_COMMAND(0),
        DEATH_AFTER_THE_FIRST_COMMAND(1),
        DEATH_AFTER_THE_SECOND_COMMAND(2),
        DEATH_AFTER_THE_LAST_COMMAND(3);

        private final Optional<Integer> firstAttempt;

        Delivery() {
            this.firstAttempt = Optional.empty();
        }

        Delivery(int commandsToLive) {
            this.firstAttempt = Optional.of(commandsToLive);
        }
    }

    private static final class Death extends RuntimeException {}
}
