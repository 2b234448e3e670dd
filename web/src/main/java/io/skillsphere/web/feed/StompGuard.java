package io.skillsphere.web.feed;

import io.skillsphere.web.identity.AccessTokens;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/**
 * Lets in who connects with a valid access token, and lets them subscribe to what is theirs or everybody's; all else is
 * refused with an ERROR frame, which ends the session.
 */
@Component
class StompGuard implements ChannelInterceptor {

    private static final String BEARER = "Bearer ";
    private static final Set<String> SUBSCRIBABLE = Set.of("/user" + FeedPush.QUEUE, FeedPush.SKILLS);

    private static final Executor AFTER_WHAT_IS_ON_ITS_WAY =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final AccessTokens tokens;
    private final MessageChannel outbound;

    StompGuard(AccessTokens tokens, @Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound) {
        this.tokens = tokens;
        this.outbound = outbound;
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getCommand() == null) {
            return message; // a heartbeat
        }
        Optional<String> objection =
                switch (frame.getCommand()) {
                    case CONNECT, STOMP -> authenticate(frame);
                    case SUBSCRIBE ->
                        SUBSCRIBABLE.contains(frame.getDestination())
                                ? Optional.empty()
                                : Optional.of("There is nothing to subscribe to at this destination.");
                    case SEND -> Optional.of("There is nothing to send to at this destination.");
                    default -> Optional.empty();
                };
        if (objection.isEmpty()) {
            return message;
        }
        refuse(frame, objection.get());
        return null;
    }

    private Optional<String> authenticate(StompHeaderAccessor frame) {
        String authorization = frame.getFirstNativeHeader("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.of("CONNECT needs the header Authorization: Bearer <access token>.");
        }
        try {
            frame.setUser(tokens.authenticate(authorization.substring(BEARER.length())));
            return Optional.empty();
        } catch (InvalidBearerTokenException e) {
            return Optional.of("The access token is not valid, or no longer.");
        }
    }

    /**
     * Not at once: an ERROR frame closes the session, and with it what is on its way to it in another thread, which may be the
     * frame before this one with this one queued behind it.
     */
    private void refuse(StompHeaderAccessor frame, String objection) {
        StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
        error.setSessionId(frame.getSessionId());
        error.setMessage(objection);
        Message<byte[]> message = MessageBuilder.createMessage(new byte[0], error.getMessageHeaders());
        AFTER_WHAT_IS_ON_ITS_WAY.execute(() -> outbound.send(message));
    }
}
