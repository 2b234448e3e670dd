package io.skillsphere.web.feed;

import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.simp.stomp.StompCommand;

/** Shows to other tests what the guard knows. */
public final class StompDestinations {

    private StompDestinations() {}

    /** What can be subscribed to, as patterns. */
    public static Stream<String> toSubscribeTo(ApplicationContext application) {
        return application.getBeansOfType(StompDestination.class).values().stream()
                .filter(destination -> destination.command() == StompCommand.SUBSCRIBE)
                .map(StompDestination::pattern);
    }
}
