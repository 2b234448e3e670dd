package io.skillsphere.web.feed;

import java.util.stream.Stream;

/** Shows to other tests what the guard knows. */
public final class StompDestinations {

    private StompDestinations() {}

    /** What can be subscribed to, as patterns. */
    public static Stream<String> toSubscribeTo() {
        return StompGuard.SUBSCRIBABLE.stream();
    }
}
