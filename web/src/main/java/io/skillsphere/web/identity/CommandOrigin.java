package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.web.idempotency.IdempotencyKey;
import io.skillsphere.web.problem.CorrelationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Notes on every command who sent it and with which request; what a command says of itself is left as it is. */
@Component
class CommandOrigin implements MessageDispatchInterceptor<CommandMessage<?>> {

    /** {@code traceparent} of W3C Trace Context. */
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*");

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        Map<String, Object> origin = new HashMap<>();
        addActor(origin);
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            addRequest(origin, attributes.getRequest());
        }
        return (index, command) -> {
            Map<String, Object> metaData = new HashMap<>(origin);
            metaData.putAll(command.getMetaData());
            return command.withMetaData(metaData);
        };
    }

    private static void addActor(Map<String, Object> origin) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof ActorAuthentication signedIn) {
            Actor actor = signedIn.getPrincipal();
            origin.put(MetaDataKeys.ACTOR, actor.accountId().toString());
            origin.put(MetaDataKeys.ACTOR_ROLE, actor.role().name());
        }
    }

    private static void addRequest(Map<String, Object> origin, HttpServletRequest request) {
        origin.put(MetaDataKeys.CORRELATION_ID, CorrelationId.of(request));
        Matcher trace = TRACE_PARENT.matcher(header(request, "traceparent"));
        if (trace.matches()) {
            origin.put(MetaDataKeys.TRACE_ID, trace.group(1));
        }
        IdempotencyKey.of(request).ifPresent(key -> origin.put(MetaDataKeys.IDEMPOTENCY_KEY, key));
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
