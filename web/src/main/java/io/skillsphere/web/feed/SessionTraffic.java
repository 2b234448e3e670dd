package io.skillsphere.web.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/** Bounds what sessions take ({@link BoundedSession}), and counts them and what they are sent. */
@Component
class SessionTraffic implements WebSocketHandlerDecoratorFactory, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SessionTraffic.class);

    /** Of Tomcat, in milliseconds: how long closing waits for a client that takes nothing, and for one that says nothing to it. */
    private static final Map<String, Object> CLOSING_LIMITS = Map.of(
            "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 1_000L,
            "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", 1_000L);

    private static final int CLOSING_AT_ONCE = 8;

    private final WebSocketProperties properties;
    private final Map<String, BoundedSession> sessions = new ConcurrentHashMap<>();
    private final Counter sent;
    private final Counter dropped;
    private final Counter cutOff;
    private final ExecutorService background =
            Executors.newFixedThreadPool(CLOSING_AT_ONCE, new AxonThreadFactory("websocket-closing"));

    SessionTraffic(WebSocketProperties properties, MeterRegistry registry) {
        this.properties = properties;
        Gauge.builder("skillsphere.websocket.sessions", sessions, Map::size)
                .description("WebSocket sessions that are open on this node")
                .register(registry);
        sent = Counter.builder("skillsphere.websocket.frames.sent")
                .description("Frames that clients were sent")
                .register(registry);
        dropped = Counter.builder("skillsphere.websocket.frames.dropped")
                .description("Frames that waited for a client when it was cut off")
                .register(registry);
        cutOff = Counter.builder("skillsphere.websocket.sessions.cut.off")
                .description("Sessions that were ended since their client took nothing or too little")
                .register(registry);
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                BoundedSession bounded = bounded(session);
                sessions.put(session.getId(), bounded);
                super.afterConnectionEstablished(bounded);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                sessions.remove(session.getId());
                super.afterConnectionClosed(session, status);
            }
        };
    }

    private BoundedSession bounded(WebSocketSession session) {
        Session socket = ((NativeWebSocketSession) session).getNativeSession(Session.class);
        socket.getUserProperties().putAll(CLOSING_LIMITS);
        return new BoundedSession(session, socket, properties, this);
    }

    /** A session of this node, if it is still there. */
    Optional<BoundedSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void sent() {
        sent.increment();
    }

    void cutOff(int frames) {
        cutOff.increment();
        dropped.increment(frames);
    }

    /** Closing can take as long as sending may. */
    void inBackground(Closing closing) {
        background.execute(() -> {
            try {
                closing.close();
            } catch (Exception e) {
                log.debug("A session could not be closed as it should", e);
            }
        });
    }

    @FunctionalInterface
    interface Closing {
        void close() throws Exception;
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
