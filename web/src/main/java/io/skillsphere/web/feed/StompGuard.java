package io.skillsphere.web.feed;

import io.skillsphere.web.identity.AccessTokens;
import io.skillsphere.web.identity.ActorAuthentication;
import java.util.Set;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/**
 * Lets in who connects with a valid access token, and lets them subscribe to what is theirs or everybody's; all else is
 * refused with an ERROR frame.
 */
@Component
class StompGuard implements ChannelInterceptor {

    private static final String BEARER = "Bearer ";
    private static final Set<String> SUBSCRIBABLE = Set.of("/user" + FeedPush.QUEUE, FeedPush.SKILLS);

    private final AccessTokens tokens;

    StompGuard(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getCommand() == null) {
            return message; // a heartbeat
        }
        StompCommand command = frame.getCommand();
        if (command == StompCommand.CONNECT || command == StompCommand.STOMP) {
            frame.setUser(authenticate(frame.getFirstNativeHeader("Authorization")));
        } else if (command == StompCommand.SUBSCRIBE) {
            require(
                    SUBSCRIBABLE.contains(frame.getDestination()),
                    "There is nothing to subscribe to at this destination.");
        } else if (command == StompCommand.SEND) {
            require(false, "There is nothing to send to at this destination.");
        }
        return message;
    }

    private ActorAuthentication authenticate(String authorization) {
        require(
                authorization != null && authorization.startsWith(BEARER),
                "CONNECT needs the header Authorization: Bearer <access token>.");
        try {
            return tokens.authenticate(authorization.substring(BEARER.length()));
        } catch (InvalidBearerTokenException e) {
            throw new MessageDeliveryException("The access token is not valid, or no longer.");
        }
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw new MessageDeliveryException(otherwise);
        }
    }
}
