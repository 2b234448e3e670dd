package io.skillsphere.web.chat;

import io.skillsphere.web.feed.StompDestination;
import io.skillsphere.web.identity.ActorAuthentication;
import io.skillsphere.web.problem.Problem;
import io.skillsphere.web.problem.SocketProblems;
import java.util.Objects;
import java.util.UUID;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.validation.annotation.Validated;

/** Chat by WebSocket. That a message was taken shows in the sender's own feed; that it was not, at its errors. */
@Controller
class ChatSocket {

    private final Conversations conversations;
    private final Presence presence;
    private final SocketProblems problems;

    ChatSocket(Conversations conversations, Presence presence, SocketProblems problems) {
        this.conversations = conversations;
        this.presence = presence;
        this.problems = problems;
    }

    @MessageMapping("/chat")
    void say(@Payload @Validated AddressedMessageBody body, ActorAuthentication somebody) {
        UUID clientMessageId = Objects.requireNonNullElseGet(body.clientMessageId(), UUID::randomUUID);
        // As in a request: who acts is noted on the command.
        SecurityContextHolder.getContext().setAuthentication(somebody);
        try {
            conversations
                    .send(somebody.getPrincipal(), body.conversationId(), clientMessageId, body.text())
                    .join();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @MessageMapping("/typing")
    void typing(@Payload @Validated TypingBody body, ActorAuthentication somebody) {
        presence.typing(somebody.getPrincipal(), body.conversationId());
    }

    @MessageExceptionHandler
    @SendToUser(destinations = StompDestination.ERRORS, broadcast = false)
    Problem refuse(Exception failure, Message<?> message) {
        return problems.of(failure, SimpMessageHeaderAccessor.getDestination(message.getHeaders()));
    }
}
