package io.skillsphere.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.availability.AvailabilityId;
import io.skillsphere.api.availability.PublishAvailability;
import io.skillsphere.api.chat.ConversationEvent.ConversationOpened;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.chat.ConversationId;
import io.skillsphere.api.chat.ReadMessages;
import io.skillsphere.api.notification.InboxEvent.PreferencesSet;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.skill.RetireSkill;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.command.availability.Availability;
import io.skillsphere.command.availability.AvailabilityTest;
import io.skillsphere.command.booking.BookingPeople;
import io.skillsphere.command.booking.BookingSaga;
import io.skillsphere.command.chat.Conversation;
import io.skillsphere.command.chat.MessagesInMemory;
import io.skillsphere.command.notification.Inbox;
import io.skillsphere.command.skill.Skill;
import io.skillsphere.command.text.RecordedTexts;
import io.skillsphere.command.wallet.Wallet;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** Snapshots and sagas come back from the store as they went in: Jackson leaves private fields out without a word. */
class StoredStateTest {

    private final Serializer serializer = JacksonSerializer.builder()
            .objectMapper(JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(
                            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build())
            .build();

    private final UUID me = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void a_skill() {
        UUID skillId = UUID.randomUUID();
        new AggregateTestFixture<>(Skill.class)
                .given(new SkillPublished(skillId, me, UUID.randomUUID(), 60, 3))
                .when(new RetireSkill(skillId, 0L, new Actor(me, Role.MENTOR)))
                .expectState(this::assertThatItComesBack);
    }

    @Test
    void an_availability() {
        new AggregateTestFixture<>(Availability.class)
                .givenNoPriorActivity()
                .when(new PublishAvailability(
                        new AvailabilityId(me), null, new Actor(me, Role.MENTOR), AvailabilityTest.timetable(10)))
                .expectState(this::assertThatItComesBack);
    }

    @Test
    void a_conversation() {
        new AggregateTestFixture<>(Conversation.class)
                .registerInjectableResource((BookingPeople) (bookingId, actor) -> null)
                .registerInjectableResource(new MessagesInMemory())
                .registerInjectableResource(new RecordedTexts())
                .given(
                        new ConversationOpened(me, me, other),
                        new MessageSent(me, UUID.randomUUID(), 1, me, other, UUID.randomUUID(), UUID.randomUUID()),
                        new MessagesRead(me, other, me, 1))
                .when(new ReadMessages(new ConversationId(me), me, 1))
                .expectState(this::assertThatItComesBack);
    }

    @Test
    void an_inbox() {
        new AggregateTestFixture<>(Inbox.class)
                .given(new PreferencesSet(
                        me,
                        ZoneId.of("Europe/Berlin"),
                        List.of(new MutedNotification(NotificationType.CHAT_MESSAGE, NotificationChannel.EMAIL))))
                .when(new ReadAllNotifications(new InboxId(me)))
                .expectState(this::assertThatItComesBack);
    }

    @Test
    void a_wallet_with_movements_and_holds_of_every_kind() {
        UUID open = UUID.randomUUID();
        UUID released = UUID.randomUUID();
        UUID captured = UUID.randomUUID();
        UUID booking = UUID.randomUUID();
        new AggregateTestFixture<>(Wallet.class)
                .registerInjectableResource(Clock.systemUTC())
                .registerInjectableResource(new RecordedTexts())
                .given(
                        new TokensIssued(me, UUID.randomUUID(), 20, IssueReason.WELCOME_GRANT, null),
                        new TokensReceived(me, UUID.randomUUID(), other, 5, booking),
                        new TokensSent(me, UUID.randomUUID(), other, 4, UUID.randomUUID()),
                        new HoldPlaced(me, open, booking, 3),
                        new HoldPlaced(me, released, booking, 2),
                        new HoldReleased(me, released, booking, 2),
                        new HoldPlaced(me, captured, booking, 6),
                        new HoldCaptured(me, captured, booking, booking, other, 4, 2))
                .when(new RedeemTokens(me, UUID.randomUUID(), 1, null))
                .expectState(this::assertThatItComesBack);
    }

    @Test
    void the_saga_of_a_booking() throws Exception {
        BookingSaga saga = new BookingSaga();
        for (Field field : BookingSaga.class.getDeclaredFields()) {
            if (field.getType() == UUID.class) {
                field.setAccessible(true);
                field.set(saga, UUID.randomUUID());
            }
        }
        assertThatItComesBack(saga);
    }

    private void assertThatItComesBack(Object state) {
        Object back = serializer.deserialize(serializer.serialize(state, byte[].class));
        assertThat(state).hasNoNullFieldsOrProperties();
        assertThat(back).isNotSameAs(state).usingRecursiveComparison().isEqualTo(state);
    }
}
