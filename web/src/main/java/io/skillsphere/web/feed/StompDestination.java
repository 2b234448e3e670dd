package io.skillsphere.web.feed;

import io.skillsphere.web.identity.ActorAuthentication;
import java.util.Map;
import org.springframework.messaging.simp.stomp.StompCommand;

/** What clients may subscribe or send to, and who may; whatever no bean of this type names is refused. */
public interface StompDestination {

    /** Where a user hears of what they sent that could not be done. */
    String ERRORS = "/queue/errors";

    /** SUBSCRIBE or SEND. */
    StompCommand command();

    /** The destination, perhaps with variables: {@code /topic/presence/{bookingId}}. */
    String pattern();

    /** Whether somebody may, with these values of the variables, which can be anything. */
    boolean isOpenTo(ActorAuthentication somebody, Map<String, String> variables);
}
