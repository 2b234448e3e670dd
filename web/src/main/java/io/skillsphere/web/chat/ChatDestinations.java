package io.skillsphere.web.chat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.feed.StompDestination;
import io.skillsphere.web.feed.StompMessage;
import io.skillsphere.web.identity.ActorAuthentication;
import io.skillsphere.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.stomp.StompCommand;

/** Who may do what of chat by WebSocket. Whose conversation a message is for is looked at when it is handled. */
@Configuration(proxyBeanMethods = false)
class ChatDestinations {

    @Bean
    StompDestination sayingSomething() {
        return new StompDestination(
                StompCommand.SEND,
                "/app/chat",
                "Says something in a conversation of one's own. That it was said shows in the feeds of both people.",
                List.of(StompMessage.of("say", "What is to be said.", AddressedMessageBody.class)),
                (somebody, variables) -> maySay(somebody));
    }

    @Bean
    StompDestination typingSomething() {
        return new StompDestination(
                StompCommand.SEND,
                "/app/typing",
                "Tells whoever is in the conversation that one is typing.",
                List.of(StompMessage.of("typing", "In which conversation.", TypingBody.class)),
                (somebody, variables) -> maySay(somebody));
    }

    @Bean
    StompDestination seeingWhoIsThere(Conversations conversations) {
        return new StompDestination(
                StompCommand.SUBSCRIBE,
                Presence.TOPIC + "{bookingId}",
                "Who of a booking's two people is in its conversation, and who is typing. Whoever subscribes is there.",
                List.of(StompMessage.of(
                        "presence",
                        "What one of the two is doing. Who has not been heard of for 90 seconds is away.",
                        PresenceMessage.class)),
                (somebody, variables) -> isOwn(conversations, somebody.getPrincipal(), variables.get("bookingId")));
    }

    private static boolean maySay(ActorAuthentication somebody) {
        Role role = somebody.getPrincipal().role();
        return somebody.isVerified() && (role == Role.LEARNER || role == Role.MENTOR);
    }

    private static boolean isOwn(Conversations conversations, Actor actor, String bookingId) {
        try {
            conversations.findOwn(actor, UUID.fromString(bookingId));
            return true;
        } catch (IllegalArgumentException | ProblemException e) {
            return false;
        }
    }
}
