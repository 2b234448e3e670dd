package io.skillsphere.web.feed;

import io.skillsphere.web.identity.ActorAuthentication;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.springframework.messaging.simp.stomp.StompCommand;

/**
 * What clients may subscribe or send to, who may, and what is said there; whatever no bean of this type names is refused.
 *
 * @param command SUBSCRIBE or SEND
 * @param pattern the destination, perhaps with variables: {@code /topic/presence/{bookingId}}
 * @param summary what it is for, in a sentence for clients
 * @param messages every kind of message that comes from there, or may be sent there
 * @param rule whether somebody may, with these values of the variables, which can be anything
 */
public record StompDestination(
        StompCommand command,
        String pattern,
        String summary,
        List<StompMessage> messages,
        BiPredicate<ActorAuthentication, Map<String, String>> rule) {

    /** Where a user hears of what they sent that could not be done. */
    public static final String ERRORS = "/queue/errors";

    /** A destination that can be subscribed to by everybody who is connected. */
    static StompDestination openToAll(String pattern, String summary, List<StompMessage> messages) {
        return new StompDestination(StompCommand.SUBSCRIBE, pattern, summary, messages, (somebody, variables) -> true);
    }
}
