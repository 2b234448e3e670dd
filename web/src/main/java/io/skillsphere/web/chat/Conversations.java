package io.skillsphere.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.chat.ConversationId;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversation;
import io.skillsphere.api.chat.FindMessage;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.chat.SendMessage;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.Commands;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Conversations as far as somebody may know of them, and how to take part; for HTTP and for WebSocket. */
@Component
class Conversations {

    private final Commands commands;
    private final QueryGateway queries;

    Conversations(Commands commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** For one of its two people, and for an administrator while they are in dispute; to everybody else there is none. */
    ConversationView find(Actor actor, UUID bookingId) {
        return findAny(actor, bookingId)
                .filter(found -> isParty(actor, found) || actor.role() == Role.ADMIN && isDisputed(bookingId))
                .orElseThrow(Conversations::notFound);
    }

    /** For one of its two people only. */
    ConversationView findOwn(Actor actor, UUID bookingId) {
        return findAny(actor, bookingId).filter(found -> isParty(actor, found)).orElseThrow(Conversations::notFound);
    }

    /** The message, if the read side has it. */
    Optional<MessageView> message(UUID messageId) {
        return queries.query(new FindMessage(messageId), ResponseTypes.optionalInstanceOf(MessageView.class))
                .join();
    }

    /** Says something, once however often it is sent; gives the message's id. */
    CompletableFuture<UUID> send(Actor actor, UUID bookingId, UUID clientMessageId, String text) {
        // The same for the same sender's same name for it, on whichever node.
        UUID messageId = UUID.nameUUIDFromBytes("%s/%s/%s"
                .formatted(bookingId, actor.accountId(), clientMessageId)
                .getBytes(UTF_8));
        return commands.send(new SendMessage(
                        new ConversationId(bookingId),
                        messageId,
                        clientMessageId,
                        actor.accountId(),
                        WrittenText.note(text)))
                .thenApply(version -> messageId);
    }

    private Optional<ConversationView> findAny(Actor actor, UUID bookingId) {
        return queries.query(
                        new FindConversation(bookingId, actor.accountId()),
                        ResponseTypes.optionalInstanceOf(ConversationView.class))
                .join();
    }

    private boolean isDisputed(UUID bookingId) {
        return queries.query(new FindBooking(bookingId), ResponseTypes.optionalInstanceOf(BookingView.class))
                .join()
                .filter(booking -> booking.status() == BookingStatus.DISPUTED)
                .isPresent();
    }

    private static boolean isParty(Actor actor, ConversationView conversation) {
        return actor.accountId().equals(conversation.learnerId())
                || actor.accountId().equals(conversation.mentorId());
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such conversation of yours.");
    }
}
