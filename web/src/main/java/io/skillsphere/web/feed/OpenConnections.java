package io.skillsphere.web.feed;

import io.skillsphere.web.identity.ActorAuthentication;
import io.skillsphere.web.identity.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

/**
 * By which access token each connection of this node was opened. It is closed when that token ends, and within a second or
 * two after its session did, on whichever node that was: one query a second for all of them.
 */
@Component
class OpenConnections {

    private final Map<String, ActorAuthentication> openedBy = new ConcurrentHashMap<>();
    private final Sessions sessions;
    private final StompRefusal refusal;
    private final WebSocketProperties properties;
    private final Clock clock;

    OpenConnections(Sessions sessions, StompRefusal refusal, WebSocketProperties properties, Clock clock) {
        this.sessions = sessions;
        this.refusal = refusal;
        this.properties = properties;
        this.clock = clock;
    }

    /** False where the account has as many as it may. */
    synchronized boolean opened(StompHeaderAccessor connect, ActorAuthentication by) {
        boolean room = openedBy.values().stream()
                        .filter(other -> other.getName().equals(by.getName()))
                        .count()
                < properties.sessionsPerAccount();
        if (room) {
            openedBy.put(connect.getSessionId(), by);
        }
        return room;
    }

    @EventListener
    void closed(SessionDisconnectEvent event) {
        openedBy.remove(event.getSessionId());
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void closeWhatIsOver() {
        if (openedBy.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Set<UUID> over = sessions.overAmong(
                openedBy.values().stream().map(ActorAuthentication::sessionId).collect(Collectors.toSet()));
        openedBy.forEach((connection, by) -> {
            if (over.contains(by.sessionId())) {
                refuse(connection, "You have signed out.");
            } else if (!by.expiresAt().isAfter(now)) {
                refuse(connection, "The access token has expired: connect again with a new one.");
            }
        });
    }

    private void refuse(String connection, String objection) {
        openedBy.remove(connection);
        refusal.refuse(connection, objection);
    }
}
