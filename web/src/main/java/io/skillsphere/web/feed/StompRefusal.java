package io.skillsphere.web.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/** Ends connections with an ERROR frame that says why. */
@Component
class StompRefusal {

    private static final Executor AFTER_WHAT_IS_ON_ITS_WAY =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final MessageChannel outbound;

    StompRefusal(@Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound) {
        this.outbound = outbound;
    }

    /**
     * Not at once: an ERROR frame closes the connection, and with it what is on its way to it in another thread, which may be
     * the frame before this one with this one queued behind it.
     */
    void refuse(String connection, String objection) {
        StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
        error.setSessionId(connection);
        error.setMessage(objection);
        Message<byte[]> message = MessageBuilder.createMessage(new byte[0], error.getMessageHeaders());
        AFTER_WHAT_IS_ON_ITS_WAY.execute(() -> outbound.send(message));
    }
}
