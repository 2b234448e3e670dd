package io.skillsphere.web.feed;

import jakarta.websocket.RemoteEndpoint.Async;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * A session that is sent to without waiting for it. What its client has not taken yet waits here; where that is too much, or takes
 * too long, the client is cut off. So it costs a bounded part of the memory, no thread, and no other client's time.
 */
final class BoundedSession extends WebSocketSessionDecorator {

    private final SessionTraffic traffic;
    private final Async remote;
    private final int mostWaiting;
    private final Queue<Outgoing> waiting = new ArrayDeque<>();
    private int waitingLength;
    private boolean sending;
    private Thread sender;
    private boolean over;
    private CloseStatus closeWhenSent;

    BoundedSession(WebSocketSession session, Session socket, WebSocketProperties properties, SessionTraffic traffic) {
        super(session);
        this.traffic = traffic;
        this.mostWaiting = (int) properties.sendBuffer().toBytes();
        this.remote = socket.getAsyncRemote();
        remote.setSendTimeout(properties.sendTimeLimit().toMillis());
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        if (message instanceof TextMessage text) {
            send(new Text(text.getPayload()));
        } else {
            super.sendMessage(message);
        }
    }

    /** A text message, whole; forgotten where the session has ended. */
    void send(String text) {
        send(new Text(text));
    }

    /** The same as a binary message; the bytes must not change any more. */
    void send(byte[] bytes) {
        send(new Binary(bytes));
    }

    private void send(Outgoing message) {
        boolean tooMuch;
        synchronized (this) {
            if (over || closeWhenSent != null) {
                return;
            }
            waiting.add(message);
            waitingLength += message.length();
            tooMuch = waitingLength > mostWaiting;
        }
        if (tooMuch) {
            cutOff();
        } else {
            sendWaiting();
        }
    }

    /** One message is on its way at a time; the next is sent when it has gone, which may be at once. */
    private void sendWaiting() {
        for (Outgoing next = begin(); next != null; next = begin()) {
            try {
                next.sendTo(remote, this::ended);
            } catch (IllegalStateException e) { // the client has gone
                lost();
            }
        }
    }

    private synchronized Outgoing begin() {
        Outgoing next = sending || over ? null : waiting.poll();
        sending |= next != null;
        sender = next == null ? null : Thread.currentThread();
        waitingLength -= next == null ? 0 : next.length();
        return next;
    }

    private void ended(SendResult result) {
        if (!result.isOK()) {
            if (result.getException() instanceof SocketTimeoutException) {
                cutOff();
            } else {
                lost();
            }
            return;
        }
        traffic.sent();
        CloseStatus close;
        boolean atOnce;
        synchronized (this) {
            sending = false;
            atOnce = sender == Thread.currentThread(); // it goes on by itself
            close = waiting.isEmpty() && !over ? closeWhenSent : null;
            over |= close != null;
        }
        if (close != null) {
            traffic.inBackground(() -> super.close(close));
        } else if (!atOnce) {
            sendWaiting();
        }
    }

    private void cutOff() {
        int frames = lost();
        if (frames > 0) {
            traffic.cutOff(frames);
            traffic.inBackground(() -> super.close(CloseStatus.SESSION_NOT_RELIABLE));
        }
    }

    /** Forgets what it will not send any more, and says how many frames that is; none if it had forgotten before. */
    private synchronized int lost() {
        int frames = over ? 0 : waiting.size() + (sending ? 1 : 0);
        over = true;
        waiting.clear();
        return frames;
    }

    /** Once what was sent before has gone: an ERROR frame says why the session ends. */
    @Override
    public void close(CloseStatus status) throws IOException {
        synchronized (this) {
            if (over) {
                return;
            }
            if (sending || !waiting.isEmpty()) {
                closeWhenSent = status;
                return;
            }
            over = true;
        }
        super.close(status);
    }

    @Override
    public void close() throws IOException {
        close(CloseStatus.NORMAL);
    }

    private interface Outgoing {
        int length();

        void sendTo(Async remote, SendHandler result);
    }

    private record Text(String text) implements Outgoing {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public void sendTo(Async remote, SendHandler result) {
            remote.sendText(text, result);
        }
    }

    private record Binary(byte[] bytes) implements Outgoing {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void sendTo(Async remote, SendHandler result) {
            remote.sendBinary(ByteBuffer.wrap(bytes), result);
        }
    }
}
