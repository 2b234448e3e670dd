package io.skillsphere.web.chat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.web.chat.PresenceMessage.State;
import io.skillsphere.web.identity.ActorAuthentication;
import io.skillsphere.web.projection.ProjectionUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is in a conversation right now, and who is typing. Nothing of it is stored: whoever subscribes to a conversation's
 * presence is there until that subscription ends. The nodes tell each other on a channel of Postgres, and say every half
 * minute who is still there.
 */
@Component
class Presence implements ExecutorChannelInterceptor, DisposableBean {

    static final String TOPIC = "/topic/presence/";

    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final String CHANNEL = "presence";
    private static final Duration TYPING_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Map<Subscription, Place> places = new ConcurrentHashMap<>();
    private final Map<Place, Instant> lastTyped = new ConcurrentHashMap<>();
    private final Conversations conversations;
    private final SimpMessagingTemplate messages;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(new AxonThreadFactory("presence"));

    Presence(
            Conversations conversations,
            @Lazy SimpMessagingTemplate messages,
            ProjectionUpdates updates,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        updates.onMessage(CHANNEL, message -> executor.execute(() -> hear(message)));
    }

    private record Subscription(String session, String id) {}

    /** Somebody in a conversation. */
    private record Place(UUID conversationId, UUID accountId) {}

    /** What nodes tell each other; a newcomer wants to hear who else is there. */
    private record Told(PresenceMessage message, boolean newcomer) {}

    /** Once the broker knows the subscription, so that who has come hears of who is there. */
    @Override
    public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler, Exception e) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame != null
                && frame.getCommand() == StompCommand.SUBSCRIBE
                && handler instanceof SimpleBrokerMessageHandler
                && frame.getDestination() != null
                && frame.getDestination().startsWith(TOPIC)
                && frame.getUser() instanceof ActorAuthentication somebody) {
            Place place = new Place(
                    UUID.fromString(frame.getDestination().substring(TOPIC.length())),
                    somebody.getPrincipal().accountId());
            places.put(new Subscription(frame.getSessionId(), frame.getSubscriptionId()), place);
            tell(place, State.ONLINE, true);
        }
    }

    @EventListener
    void left(SessionUnsubscribeEvent event) {
        SimpMessageHeaderAccessor frame = SimpMessageHeaderAccessor.wrap(event.getMessage());
        leave(List.of(new Subscription(frame.getSessionId(), frame.getSubscriptionId())));
    }

    @EventListener
    void left(SessionDisconnectEvent event) {
        leave(places.keySet().stream()
                .filter(subscription -> subscription.session().equals(event.getSessionId()))
                .toList());
    }

    private void leave(Collection<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            Place place = places.remove(subscription);
            if (place != null && !places.containsValue(place)) {
                tell(place, State.OFFLINE, false);
            }
        }
    }

    /** Rejects somebody who is not in the conversation (NOT_FOUND); told at most once a second. */
    void typing(Actor actor, UUID conversationId) {
        Place place = new Place(conversationId, actor.accountId());
        Instant now = clock.instant();
        Instant before = lastTyped.get(place);
        if (before != null && now.isBefore(before.plus(TYPING_AT_MOST_EVERY))) {
            return;
        }
        conversations.findOwn(actor, conversationId);
        lastTyped.put(place, now);
        tell(place, State.TYPING, false);
    }

    @Scheduled(fixedDelay = 30, initialDelay = 30, timeUnit = TimeUnit.SECONDS)
    void sayWhoIsStillHere() {
        Set<Place> here = Set.copyOf(places.values());
        here.forEach(place -> tell(place, State.ONLINE, false));
        Instant past = clock.instant().minus(TYPING_AT_MOST_EVERY);
        lastTyped.values().removeIf(past::isAfter);
    }

    private void tell(Place place, State state, boolean newcomer) {
        Told told = new Told(new PresenceMessage(state, place.conversationId(), place.accountId()), newcomer);
        jdbc.sql("SELECT pg_notify(?, ?)")
                .params(CHANNEL, json.writeValueAsString(told))
                .query()
                .singleRow();
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }

    /** From any node, this one too. */
    private void hear(String message) {
        try {
            Told told = json.readValue(message, Told.class);
            UUID conversationId = told.message().conversationId();
            Set<Place> here = places.values().stream()
                    .filter(place -> place.conversationId().equals(conversationId))
                    .collect(Collectors.toSet());
            if (!here.isEmpty()) {
                messages.convertAndSend(TOPIC + conversationId, told.message());
            }
            Place about = new Place(conversationId, told.message().accountId());
            boolean wrong = told.message().type() == State.OFFLINE && here.contains(about);
            here.stream()
                    .filter(place -> wrong || told.newcomer() && !place.equals(about))
                    .forEach(place -> tell(place, State.ONLINE, false));
        } catch (RuntimeException e) {
            log.error("Could not tell who is in a conversation", e);
        }
    }
}
