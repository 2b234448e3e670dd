package io.skillsphere.web.feed;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** STOMP frames as they are on the wire; it reads only as long as it is told to. */
final class RawStomp implements WebSocket.Listener, AutoCloseable {

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private volatile boolean closed;

    RawStomp(int port) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .buildAsync(URI.create("ws://localhost:" + port + "/ws"), this)
                .join();
    }

    /** Connects with an access token, with heartbeats as asked for, such as {@code 2000,2000}; waits until it is let in. */
    RawStomp connect(String token, String heartbeat) {
        send("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:%s\nAuthorization:Bearer %s\n\n"
                .formatted(heartbeat, token));
        await().until(() -> frames.stream().anyMatch(frame -> frame.startsWith("CONNECTED")));
        return this;
    }

    RawStomp subscribe(String id, String destination) {
        return subscribe(id, destination, Map.of());
    }

    /** The same, with more headers. */
    RawStomp subscribe(String id, String destination, Map<String, String> more) {
        StringBuilder headers = new StringBuilder();
        more.forEach((name, value) -> headers.append("%s:%s\n".formatted(name, value)));
        return send("SUBSCRIBE\nid:%s\ndestination:%s\n%s\n".formatted(id, destination, headers));
    }

    private RawStomp send(String text) {
        socket.sendText(text + "\0", true).join();
        return this;
    }

    /** From here on it takes nothing, and stays connected. */
    void stopReading() {
        reading = false;
    }

    /** Whatever came, heartbeats included. */
    List<String> frames() {
        return frames;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether nothing that is sent arrives any more; who reads nothing learns of the end in no other way. */
    boolean isLeftByTheServer() {
        return socket.sendPing(ByteBuffer.allocate(0))
                .handle((sent, failure) -> failure != null)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            frames.add(frame.toString());
            frame.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        return onText(from, StandardCharsets.UTF_8.decode(part), last); // cuts no character while all are ASCII
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
