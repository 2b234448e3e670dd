package io.skillsphere.web.chat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.feed.StompDestination;
import io.skillsphere.web.identity.ActorAuthentication;
import io.skillsphere.web.problem.ProblemException;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.stomp.StompCommand;

/** Who may do what of chat by WebSocket. Whose conversation a message is for is looked at when it is handled. */
@Configuration(proxyBeanMethods = false)
class ChatDestinations {

    private record Destination(
            StompCommand command, String pattern, BiPredicate<ActorAuthentication, Map<String, String>> rule)
            implements StompDestination {

        @Override
        public boolean isOpenTo(ActorAuthentication somebody, Map<String, String> variables) {
            return rule.test(somebody, variables);
        }
    }

    @Bean
    StompDestination sayingSomething() {
        return new Destination(StompCommand.SEND, "/app/chat", (somebody, variables) -> maySay(somebody));
    }

    @Bean
    StompDestination typingSomething() {
        return new Destination(StompCommand.SEND, "/app/typing", (somebody, variables) -> maySay(somebody));
    }

    @Bean
    StompDestination seeingWhoIsThere(Conversations conversations) {
        return new Destination(
                StompCommand.SUBSCRIBE,
                Presence.TOPIC + "{bookingId}",
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
