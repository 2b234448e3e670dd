package io.skillsphere.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingEvent.BookingHeld;
import io.skillsphere.api.booking.BookingEvent.BookingRejected;
import io.skillsphere.api.booking.BookingPolicy;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.booking.Booking;
import io.skillsphere.command.booking.BookingSaga;
import io.skillsphere.command.booking.Deadlines;
import io.skillsphere.command.booking.DeadlinesInMemory;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

/** The saga in the processor that the application gives it, where a batch of steps shares one unit of work. */
class SagaProcessorTest {

    private static final BookingPolicy POLICY =
            new BookingPolicy(Duration.ofHours(48), Duration.ofHours(24), 50, Duration.ofHours(72));

    private final UUID learnerId = UUID.randomUUID();
    private final UUID skillId = UUID.randomUUID();
    private final AtomicInteger days = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(log).build();
    private final Configuration axon = start();
    private final CommandGateway commands = axon.commandGateway();

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void of_fifty_bookings_at_once_a_learner_gets_the_three_that_they_can_pay() {
        publishSkill();
        give(9);
        IntStream.range(0, 50).parallel().forEach(i -> request());

        await().until(() -> count(BookingHeld.class) + count(BookingRejected.class) == 50);

        assertThat(count(BookingHeld.class)).isEqualTo(3);
        assertThat(wallet().available()).isZero();
        assertThat(wallet().held()).isEqualTo(9);
    }

    @Test
    void a_step_that_fails_is_tried_again_and_no_booking_is_rejected_for_it() {
        publishSkill();
        give(10);
        faults.set(1);
        request();

        await().atMost(Duration.ofSeconds(30)).until(() -> count(BookingHeld.class) == 1);

        assertThat(faults).hasValue(0);
        assertThat(count(BookingRejected.class)).isZero();
        assertThat(wallet().held()).isEqualTo(3);
    }

    private Configuration start() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> JacksonSerializer.defaultSerializer())
                .configureEventStore(c -> events)
                .configureAggregate(Skill.class)
                .configureAggregate(Booking.class)
                .configureAggregate(Wallet.class)
                .registerComponent(WrittenTexts.class, c -> new RecordedTexts())
                .registerComponent(BookedSlots.class, c -> new SlotsInMemory())
                .registerComponent(Deadlines.class, c -> new DeadlinesInMemory())
                .registerComponent(Clock.class, c -> Clock.systemUTC())
                .registerComponent(
                        StartRule.class, c -> new StartRule(mentor -> Optional.empty(), c.getComponent(Clock.class)));
        configurer.eventProcessing().registerSaga(BookingSaga.class);
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("eventStore", events));
        new CommandSideConfiguration()
                .sagaProcessor(beans.getBeanProvider(ResolvableType.forClass(EmbeddedEventStore.class)))
                .configureModule(configurer);
        Configuration started = configurer.start();
        started.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            boolean hold = unitOfWork.getMessage().getPayload() instanceof PlaceHold;
            if (hold && faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("The database is down.");
            }
            return chain.proceed();
        });
        return started;
    }

    private void publishSkill() {
        commands.sendAndWait(new PublishSkill(
                skillId, new Actor(UUID.randomUUID(), Role.MENTOR), WrittenText.note("Chess openings"), 60, 3));
    }

    private void give(long tokens) {
        commands.sendAndWait(new IssueTokens(learnerId, UUID.randomUUID(), tokens, IssueReason.ADMINISTRATIVE, null));
    }

    private void request() {
        Instant startsAt = Instant.now().plus(Duration.ofDays(days.incrementAndGet()));
        commands.sendAndWait(new RequestBooking(skillId, UUID.randomUUID(), learnerId, startsAt, null, POLICY));
    }

    private long count(Class<?> event) {
        return payloads().filter(event::isInstance).count();
    }

    private Tally wallet() {
        return Tally.of(learnerId, payloads().toList());
    }

    private Stream<Object> payloads() {
        return log.readEvents(null, false).map(Message::getPayload);
    }
}
