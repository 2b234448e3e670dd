package io.skillsphere.web.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends MESSAGE frames to single subscriptions. Past the broker, which may not have noted a subscription yet when its first
 * message is due, and which makes and queues a frame for each of a thousand sessions anew, in a dozen steps.
 */
@Component
class FeedOutlet {

    /** What a WebSocket client takes in one message without being told to: bytes. */
    private static final int LONGEST_BATCH = 8_000;

    private final SessionTraffic traffic;
    private final JsonMapper json;

    FeedOutlet(SessionTraffic traffic, JsonMapper json) {
        this.traffic = traffic;
        this.json = json;
    }

    /** What of a frame is the same for all who get the message. */
    Payload payload(FeedMessage message) {
        String body = json.writeValueAsString(message);
        return Payload.of("\ncontent-length:%d\n\n%s\0".formatted(bytes(body).length, body));
    }

    record Payload(String text, byte[] bytes) {

        private static Payload of(String text) {
            return new Payload(text, FeedOutlet.bytes(text));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The way to one subscription; who reads slowly keeps nobody else waiting.
     *
     * @param batched whether frames wait for {@link Line#flush}, to be sent in one binary message, which needs no encoding for each
     */
    Line lineTo(String sessionId, String subscriptionId, String destination, boolean batched) {
        return new Line(sessionId, escaped(subscriptionId), destination, batched);
    }

    /** As STOMP 1.2 has it in headers. */
    private static String escaped(String header) {
        return header.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace(":", "\\c");
    }

    /** See {@link #lineTo}. One thread at a time may send. */
    final class Line {

        private final String sessionId;
        private final String head;
        private final byte[] headBytes;
        private final @Nullable ByteArrayOutputStream batch;
        private long sent;

        private Line(String sessionId, String subscriptionId, String destination, boolean batched) {
            this.sessionId = sessionId;
            this.head = "MESSAGE\ndestination:%s\ncontent-type:application/json\nsubscription:%s\nmessage-id:%s-%s-"
                    .formatted(destination, subscriptionId, sessionId, subscriptionId);
            this.headBytes = bytes(head);
            this.batch = batched ? new ByteArrayOutputStream() : null;
        }

        void send(FeedMessage message) {
            send(payload(message));
        }

        /** What {@link #payload} made. */
        void send(Payload payload) {
            sent++;
            if (batch == null) {
                traffic.session(sessionId).ifPresent(session -> session.send(head + sent + payload.text()));
                return;
            }
            if (batch.size() + headBytes.length + payload.bytes().length > LONGEST_BATCH) {
                flush();
            }
            batch.writeBytes(headBytes);
            batch.writeBytes(bytes(Long.toString(sent)));
            batch.writeBytes(payload.bytes());
        }

        /** Sends what waits, if frames do; whether any did. */
        boolean flush() {
            if (batch == null || batch.size() == 0) {
                return false;
            }
            byte[] frames = batch.toByteArray();
            batch.reset();
            traffic.session(sessionId).ifPresent(session -> session.send(frames));
            return true;
        }
    }
}
