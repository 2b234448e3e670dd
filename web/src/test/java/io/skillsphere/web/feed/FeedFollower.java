package io.skillsphere.web.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/**
 * A client of the feed in a process of its own, to be killed at any instant. It keeps each update as a line of a file, and comes
 * back with the last position that is in there, for as long as it lives.
 */
final class FeedFollower extends StompSessionHandlerAdapter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomAccessFile stream;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    private FeedFollower(RandomAccessFile stream) {
        this.stream = stream;
    }

    /** Follows the feed of whom the token belongs to, at an address like {@code ws://localhost:8080/ws}; writes to that file. */
    static Process start(String address, String token, Path file) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    FeedFollower.class.getName(),
                    address,
                    file.toString());
            builder.environment().put("TOKEN", token);
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            file.resolveSibling(file.getFileName() + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The updates in a file that a follower writes or has written. */
    static List<JsonNode> updates(Path file) {
        try {
            List<JsonNode> updates = new ArrayList<>();
            String text = Files.exists(file) ? Files.readString(file) : "";
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (!line.isEmpty()) {
                    updates.add(JSON.readTree(line));
                }
            }
            return updates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        Path file = Path.of(arguments[1]);
        StompHeaders connect = new StompHeaders();
        connect.add("Authorization", "Bearer " + System.getenv("TOKEN"));
        try (RandomAccessFile stream = new RandomAccessFile(file.toFile(), "rw")) {
            forgetHalfALine(stream, file);
            while (true) {
                List<JsonNode> had = updates(file);
                StompHeaders subscribe = new StompHeaders();
                subscribe.setDestination("/user/queue/feed");
                subscribe.add(
                        "after",
                        had.isEmpty()
                                ? "0"
                                : had.get(had.size() - 1).path("position").asText());
                FeedFollower follower = new FeedFollower(stream);
                WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
                try {
                    client.connectAsync(address, new WebSocketHttpHeaders(), connect, follower)
                            .get(30, TimeUnit.SECONDS)
                            .subscribe(subscribe, follower);
                    follower.lost.join();
                } catch (ExecutionException | TimeoutException notThere) {
                    System.out.println(notThere);
                }
                client.stop();
                Thread.sleep(200);
            }
        }
    }

    private static void forgetHalfALine(RandomAccessFile stream, Path file) throws IOException {
        byte[] written = Files.readAllBytes(file);
        int end = written.length;
        while (end > 0 && written[end - 1] != '\n') {
            end--;
        }
        stream.setLength(end);
        stream.seek(end);
    }

    @Override
    public Type getPayloadType(StompHeaders headers) {
        return byte[].class;
    }

    @Override
    public void handleFrame(StompHeaders headers, Object payload) {
        try {
            if (headers.getDestination() != null) {
                stream.write(
                        (new String((byte[]) payload, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
            } else {
                System.out.println("refused: " + headers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handleException(
            StompSession session, StompCommand command, StompHeaders headers, byte[] payload, Throwable exception) {
        exception.printStackTrace(System.out);
        System.exit(1);
    }

    @Override
    public void handleTransportError(StompSession session, Throwable exception) {
        System.out.println(exception);
        lost.complete(null);
    }
}
