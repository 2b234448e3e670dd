package io.skillsphere.command.chat;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
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
import io.skillsphere.command.booking.BookingPeople;
import io.skillsphere.command.booking.BookingPeople.People;
import io.skillsphere.command.chat.SentMessages.SentMessage;
import io.skillsphere.command.text.WrittenTexts;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * What the two people of a booking say to each other. It numbers the messages and keeps how far each has read; whose a
 * message is it looks up, so that it stays as small as it began.
 */
@Revision("1")
@Aggregate(snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Conversation {

    @AggregateIdentifier
    private ConversationId conversationId;

    private UUID learnerId;
    private UUID mentorId;
    private long lastSeq;
    private long learnerHasRead;
    private long mentorHasRead;

    protected Conversation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(SendMessage command, BookingPeople bookings, SentMessages messages, WrittenTexts texts) {
        UUID bookingId = command.conversationId().bookingId();
        if (conversationId == null) {
            People people = bookings.of(bookingId, command.by());
            apply(new ConversationOpened(bookingId, people.learnerId(), people.mentorId()));
        }
        requireParty(command.by());
        Optional<SentMessage> earlier = messages.find(command.messageId());
        if (earlier.isPresent()) {
            requireSame(earlier.get(), command, texts);
        } else {
            UUID textId = command.text().id();
            texts.keep(command.by(), command.text());
            messages.add(new SentMessage(command.messageId(), bookingId, command.by(), textId, false));
            apply(new MessageSent(
                    bookingId,
                    command.messageId(),
                    lastSeq + 1,
                    command.by(),
                    partnerOf(command.by()),
                    textId,
                    command.clientMessageId()));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(EditMessage command, SentMessages messages, WrittenTexts texts) {
        SentMessage message = requireOwn(command.messageId(), command.by(), messages);
        if (message.isDeleted()) {
            throw new CommandRejectedException(RejectionCode.MESSAGE_DELETED, "This message was deleted.");
        }
        if (!texts.find(message.textId()).equals(Optional.of(command.text()))) {
            texts.rewrite(message.textId(), command.text());
            messages.update(
                    new SentMessage(message.messageId(), bookingId(), message.senderId(), message.textId(), true));
            apply(new MessageEdited(
                    bookingId(), message.messageId(), command.by(), partnerOf(command.by()), message.textId()));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(DeleteMessage command, SentMessages messages, WrittenTexts texts) {
        SentMessage message = requireOwn(command.messageId(), command.by(), messages);
        if (!message.isDeleted()) {
            texts.erase(message.textId());
            messages.update(
                    new SentMessage(message.messageId(), bookingId(), message.senderId(), null, message.edited()));
            apply(new MessageDeleted(bookingId(), message.messageId(), command.by(), partnerOf(command.by())));
        }
        return getVersion();
    }

    @CommandHandler
    long handle(ReadMessages command) {
        requireParty(command.by());
        long upTo = Math.min(command.upTo(), lastSeq);
        if (upTo > (command.by().equals(learnerId) ? learnerHasRead : mentorHasRead)) {
            apply(new MessagesRead(bookingId(), command.by(), partnerOf(command.by()), upTo));
        }
        return getVersion();
    }

    /** What was edited or erased since can't be compared, and was the same as far as anybody knows. */
    private static void requireSame(SentMessage earlier, SendMessage command, WrittenTexts texts) {
        Optional<String> said =
                earlier.edited() || earlier.isDeleted() ? Optional.empty() : texts.find(earlier.textId());
        if (said.filter(text -> !text.equals(command.text().body())).isPresent()) {
            throw new CommandRejectedException(
                    RejectionCode.ALREADY_EXISTS, "You have sent another message with this clientMessageId.");
        }
    }

    private SentMessage requireOwn(UUID messageId, UUID actor, SentMessages messages) {
        requireParty(actor);
        SentMessage message = messages.find(messageId)
                .filter(found -> found.conversationId().equals(bookingId()))
                .orElseThrow(() -> new CommandRejectedException(
                        RejectionCode.NOT_FOUND, "There is no such message in this conversation."));
        if (!message.senderId().equals(actor)) {
            throw new CommandRejectedException(RejectionCode.FORBIDDEN, "Only its sender can change a message.");
        }
        return message;
    }

    private void requireParty(UUID actor) {
        if (!actor.equals(learnerId) && !actor.equals(mentorId)) {
            throw new CommandRejectedException(RejectionCode.NOT_FOUND, "There is no such booking of yours.");
        }
    }

    private UUID partnerOf(UUID actor) {
        return actor.equals(learnerId) ? mentorId : learnerId;
    }

    private UUID bookingId() {
        return conversationId.bookingId();
    }

    @EventSourcingHandler
    void on(ConversationOpened event) {
        conversationId = new ConversationId(event.conversationId());
        learnerId = event.learnerId();
        mentorId = event.mentorId();
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        lastSeq = event.seq();
    }

    @EventSourcingHandler
    void on(MessagesRead event) {
        if (event.readerId().equals(learnerId)) {
            learnerHasRead = event.upTo();
        } else {
            mentorHasRead = event.upTo();
        }
    }
}
