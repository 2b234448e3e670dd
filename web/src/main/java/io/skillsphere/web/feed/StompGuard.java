package io.skillsphere.web.feed;

import io.skillsphere.web.identity.AccessTokens;
import io.skillsphere.web.identity.ActorAuthentication;
import java.util.List;
import java.util.Optional;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;

/**
 * Lets in who connects with a valid access token, and lets them subscribe to what is theirs or everybody's, and use the
 * destinations that are open to them ({@link StompDestination}); all else is refused with an ERROR frame, which ends the session.
 */
@Component
class StompGuard implements ChannelInterceptor {

    private static final String BEARER = "Bearer ";
    private static final PathMatcher PATTERNS = new AntPathMatcher();

    private final AccessTokens tokens;
    private final OpenConnections connections;
    private final StompRefusal refusal;
    private final StompLimits limits;
    private final List<StompDestination> destinations;

    StompGuard(
            AccessTokens tokens,
            OpenConnections connections,
            StompRefusal refusal,
            StompLimits limits,
            List<StompDestination> destinations) {
        this.destinations = destinations;
        this.limits = limits;
        this.tokens = tokens;
        this.connections = connections;
        this.refusal = refusal;
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getCommand() == null) {
            return message; // a heartbeat
        }
        Optional<String> objection = limits.objectionTo(frame).or(() -> objectionTo(frame));
        if (objection.isEmpty()) {
            return message;
        }
        refusal.refuse(frame.getSessionId(), objection.get());
        return null;
    }

    private Optional<String> objectionTo(StompHeaderAccessor frame) {
        return switch (frame.getCommand()) {
            case CONNECT, STOMP -> authenticate(frame);
            case SUBSCRIBE ->
                isOpen(frame) ? Optional.empty() : Optional.of("There is nothing to subscribe to at this destination.");
            case SEND ->
                isOpen(frame) ? Optional.empty() : Optional.of("There is nothing to send to at this destination.");
            default -> Optional.empty();
        };
    }

    private boolean isOpen(StompHeaderAccessor frame) {
        return frame.getUser() instanceof ActorAuthentication somebody
                && frame.getDestination() != null
                && destinations.stream()
                        .filter(destination -> destination.command() == frame.getCommand()
                                && PATTERNS.match(destination.pattern(), frame.getDestination()))
                        .anyMatch(destination -> destination
                                .rule()
                                .test(
                                        somebody,
                                        PATTERNS.extractUriTemplateVariables(
                                                destination.pattern(), frame.getDestination())));
    }

    private Optional<String> authenticate(StompHeaderAccessor frame) {
        String authorization = frame.getFirstNativeHeader("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.of("CONNECT needs the header Authorization: Bearer <access token>.");
        }
        try {
            ActorAuthentication actor = tokens.authenticate(authorization.substring(BEARER.length()));
            frame.setUser(actor);
            return connections.opened(frame, actor)
                    ? Optional.empty()
                    : Optional.of("Too many sessions of this account: close another one first.");
        } catch (InvalidBearerTokenException e) {
            return Optional.of("The access token is not valid, or no longer.");
        }
    }
}
