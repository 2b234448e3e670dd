package io.skillsphere.web.feed;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;

/** How much one session may ask for: frames in a second, and subscriptions. It is counted in the session itself. */
@Component
class StompLimits {

    private static final int BURST_SECONDS = 5;
    private static final String FRAMES = StompLimits.class.getName() + ".frames";
    private static final String SUBSCRIPTIONS = StompLimits.class.getName() + ".subscriptions";

    private final WebSocketProperties properties;

    StompLimits(WebSocketProperties properties) {
        this.properties = properties;
    }

    /** Counts a frame; what to object, if it is one too many. */
    Optional<String> objectionTo(StompHeaderAccessor frame) {
        Map<String, Object> session = frame.getSessionAttributes();
        if (!frames(session).tryConsume(1)) {
            return Optional.of("Too many frames: at most %d a second.".formatted(properties.framesPerSecond()));
        }
        Set<String> subscriptions = subscriptions(session);
        if (frame.getCommand() == StompCommand.UNSUBSCRIBE) {
            subscriptions.remove(frame.getSubscriptionId());
        } else if (frame.getCommand() == StompCommand.SUBSCRIBE && !subscriptions.add(frame.getSubscriptionId())) {
            return Optional.of("There is a subscription with this id in this session.");
        }
        return subscriptions.size() > properties.subscriptionsPerSession()
                ? Optional.of("Too many subscriptions: at most %d.".formatted(properties.subscriptionsPerSession()))
                : Optional.empty();
    }

    private Bucket frames(Map<String, Object> session) {
        return (Bucket) session.computeIfAbsent(FRAMES, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity((long) properties.framesPerSecond() * BURST_SECONDS)
                        .refillGreedy(properties.framesPerSecond(), Duration.ofSeconds(1)))
                .build());
    }

    /** Frames of a session come one after the other. */
    @SuppressWarnings("unchecked")
    private static Set<String> subscriptions(Map<String, Object> session) {
        return (Set<String>) session.computeIfAbsent(SUBSCRIPTIONS, key -> new HashSet<>());
    }
}
