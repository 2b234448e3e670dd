package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.openapi.AsyncContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** A person at a WebSocket client: a real STOMP session, and what it received. */
public class StompClient extends StompSessionHandlerAdapter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final Queue<Frame> unchecked = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<StompHeaders> errors = new LinkedBlockingQueue<>();
    private final int port;
    private final CompletableFuture<StompSession> session;

    /** Connects with this token; null for none. */
    public StompClient(int port, String token) {
        this.port = port;
        StompHeaders connect = new StompHeaders();
        if (token != null) {
            connect.add("Authorization", "Bearer " + token);
        }
        session = client.connectAsync("ws://localhost:" + port + "/ws", new WebSocketHttpHeaders(), connect, this);
    }

    /** Subscribes once connected. */
    public StompClient subscribe(String destination) {
        session.join().subscribe(destination, this);
        return this;
    }

    /** The same, with more headers. */
    public StompClient subscribe(String destination, Map<String, String> more) {
        StompHeaders headers = new StompHeaders();
        headers.setDestination(destination);
        more.forEach(headers::add);
        session.join().subscribe(headers, this);
        return this;
    }

    /** Sends a text once connected. */
    public void send(String destination, String text) {
        session.join().send(destination, text.getBytes());
    }

    /** Whether the session is still open. */
    public boolean isConnected() {
        return session.join().isConnected();
    }

    /** Everything that came so far, in order, after holding it against the AsyncAPI description. */
    public List<JsonNode> received() {
        for (Frame frame = unchecked.poll(); frame != null; frame = unchecked.poll()) {
            assertThat(AsyncContract.of(port).objections(frame.destination(), frame.message()))
                    .as("what the AsyncAPI does not describe from %s:%n%s", frame.destination(), frame.message())
                    .isEmpty();
        }
        return received;
    }

    /** Whether an ERROR frame has come. */
    public boolean isRefused() {
        return !errors.isEmpty();
    }

    /** The message of the next ERROR frame; null if none comes within half a minute. */
    public String error() throws InterruptedException {
        StompHeaders headers = errors.poll(30, TimeUnit.SECONDS);
        return headers == null ? null : headers.getFirst("message");
    }

    @Override
    public Type getPayloadType(StompHeaders headers) {
        return byte[].class;
    }

    @Override
    public void handleFrame(StompHeaders headers, Object payload) {
        if (headers.getDestination() == null) {
            errors.add(headers); // an ERROR frame, which belongs to the session and not to a subscription
            return;
        }
        try {
            JsonNode message = JSON.readTree((byte[]) payload);
            unchecked.add(new Frame(headers.getDestination(), message));
            received.add(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says goodbye where it was not refused, so that the others hear of it at once. */
    @Override
    public void close() {
        session.thenAccept(open -> {
            if (open.isConnected()) {
                open.disconnect();
            }
        });
        client.stop();
        received();
    }

    private record Frame(String destination, JsonNode message) {}
}
