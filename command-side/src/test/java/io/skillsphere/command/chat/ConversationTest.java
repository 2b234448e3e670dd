package io.skillsphere.command.chat;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.chat.ConversationEvent.ConversationOpened;
import io.skillsphere.api.chat.ConversationEvent.MessageDeleted;
import io.skillsphere.api.chat.ConversationEvent.MessageEdited;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.chat.ConversationId;
import io.skillsphere.api.chat.DeleteMessage;
import io.skillsphere.api.chat.EditMessage;
import io.skillsphere.api.chat.ReadMessages;
import io.skillsphere.api.chat.SendMessage;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.booking.BookingPeople;
import io.skillsphere.command.chat.SentMessages.SentMessage;
import io.skillsphere.command.text.RecordedTexts;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final UUID booking = UUID.randomUUID();
    private final UUID learner = UUID.randomUUID();
    private final UUID mentor = UUID.randomUUID();
    private final UUID stranger = UUID.randomUUID();
    private final UUID message = UUID.randomUUID();
    private final UUID clientMessage = UUID.randomUUID();
    private final WrittenText hello = WrittenText.note("Hello!");

    private final ConversationOpened opened = new ConversationOpened(booking, learner, mentor);
    private final MessageSent sent = new MessageSent(booking, message, 1, learner, mentor, hello.id(), clientMessage);

    private final RecordedTexts texts = new RecordedTexts();
    private final MessagesInMemory messages = new MessagesInMemory();
    private final FixtureConfiguration<Conversation> conversation =
            conversationOf((bookingId, actor) -> new BookingPeople.People(learner, mentor));

    @Test
    void the_first_word_opens_the_conversation_of_the_bookings_two_people() {
        conversation.givenNoPriorActivity().when(send(learner, message, hello)).expectEvents(opened, sent);
        texts.assertKept(learner, hello);
    }

    @Test
    void messages_are_numbered_without_a_gap_whoever_sends_them() {
        WrittenText answer = WrittenText.note("Hello to you!");
        UUID second = UUID.randomUUID();
        conversation
                .given(opened, sent, new MessageEdited(booking, message, learner, mentor, hello.id()))
                .andGiven(new MessagesRead(booking, mentor, learner, 1))
                .when(send(mentor, second, answer))
                .expectEvents(new MessageSent(booking, second, 2, mentor, learner, answer.id(), clientMessage));
    }

    @Test
    void a_message_that_comes_again_is_said_once() {
        alreadySent();
        conversation
                .given(opened, sent)
                .when(send(learner, message, WrittenText.note("Hello!")))
                .expectNoEvents()
                .expectResultMessagePayload(1L);
    }

    @Test
    void another_text_under_the_same_name_is_refused() {
        alreadySent();
        conversation
                .given(opened, sent)
                .when(send(learner, message, WrittenText.note("Goodbye!")))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.ALREADY_EXISTS));
    }

    @Test
    void a_message_that_comes_again_after_it_was_edited_or_erased_stays_as_it_is() {
        alreadySent();
        conversation.given(opened, sent).when(edit(learner, "Hello, Clara!"));
        conversation.given(opened, sent).when(send(learner, message, hello)).expectNoEvents();

        conversation.given(opened, sent).when(new DeleteMessage(new ConversationId(booking), message, learner));
        conversation.given(opened, sent).when(send(learner, message, hello)).expectNoEvents();
    }

    @Test
    void a_stranger_says_and_reads_nothing() {
        conversation
                .given(opened, sent)
                .when(send(stranger, UUID.randomUUID(), hello))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
        conversation
                .given(opened, sent)
                .when(new ReadMessages(new ConversationId(booking), stranger, 1))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
        texts.assertNothingKept();
    }

    @Test
    void a_booking_that_the_mentor_was_not_asked_for_is_not_talked_about() {
        conversationOf((bookingId, actor) -> {
                    throw new CommandRejectedException(RejectionCode.BOOKING_STATE, "Nobody to talk to yet.");
                })
                .givenNoPriorActivity()
                .when(send(learner, message, hello))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.BOOKING_STATE));
        texts.assertNothingKept();
    }

    @Test
    void its_sender_puts_a_message_in_other_words() {
        alreadySent();
        conversation
                .given(opened, sent)
                .when(edit(learner, "Hello, Clara!"))
                .expectEvents(new MessageEdited(booking, message, learner, mentor, hello.id()));
        texts.assertKept(learner, new WrittenText(hello.id(), null, "Hello, Clara!", null, List.of()));
        conversation.given(opened, sent).when(edit(learner, "Hello, Clara!")).expectNoEvents();
    }

    @Test
    void its_sender_takes_a_message_back_and_its_words_are_gone() {
        alreadySent();
        DeleteMessage delete = new DeleteMessage(new ConversationId(booking), message, learner);
        conversation
                .given(opened, sent)
                .when(delete)
                .expectEvents(new MessageDeleted(booking, message, learner, mentor));
        texts.assertNothingKept();

        conversation.given(opened, sent).when(delete).expectNoEvents();
        conversation
                .given(opened, sent)
                .when(edit(learner, "Still here"))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.MESSAGE_DELETED));
    }

    @Test
    void nobody_changes_what_the_other_said_or_what_was_never_said() {
        alreadySent();
        conversation
                .given(opened, sent)
                .when(edit(mentor, "I owe you"))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.FORBIDDEN));
        conversation
                .given(opened, sent)
                .when(new DeleteMessage(new ConversationId(booking), UUID.randomUUID(), learner))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
        conversation
                .given(opened, sent)
                .when(edit(stranger, "Me too"))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
    }

    @Test
    void a_message_of_another_conversation_is_not_changed_here() {
        messages.add(new SentMessage(message, UUID.randomUUID(), learner, hello.id(), false));
        conversation
                .given(opened, sent)
                .when(edit(learner, "Elsewhere"))
                .expectNoEvents()
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
    }

    @Test
    void a_read_marker_goes_forward_only_and_not_past_the_last_message() {
        conversation
                .given(opened, sent)
                .when(new ReadMessages(new ConversationId(booking), mentor, 99))
                .expectEvents(new MessagesRead(booking, mentor, learner, 1));
        conversation
                .given(opened, sent, new MessagesRead(booking, mentor, learner, 1))
                .when(new ReadMessages(new ConversationId(booking), mentor, 1))
                .expectNoEvents();
        conversation
                .given(opened, sent, new MessagesRead(booking, mentor, learner, 1))
                .when(new ReadMessages(new ConversationId(booking), learner, 1))
                .expectEvents(new MessagesRead(booking, learner, mentor, 1));
    }

    private FixtureConfiguration<Conversation> conversationOf(BookingPeople bookings) {
        return new AggregateTestFixture<>(Conversation.class)
                .registerInjectableResource(bookings)
                .registerInjectableResource(messages)
                .registerInjectableResource(texts);
    }

    private void alreadySent() {
        texts.keep(learner, hello);
        messages.add(new SentMessage(message, booking, learner, hello.id(), false));
    }

    private SendMessage send(UUID by, UUID messageId, WrittenText text) {
        return new SendMessage(new ConversationId(booking), messageId, clientMessage, by, text);
    }

    private EditMessage edit(UUID by, String text) {
        return new EditMessage(new ConversationId(booking), message, by, text);
    }
}
