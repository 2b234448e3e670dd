package io.skillsphere.query.projection;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows where events stand in the log. In Postgres a transaction that took its number early may commit late; the event
 * then arrives under a token that says how far the log had been read, not which number was filled in. So the number is
 * looked up, once for a batch. Axon Server commits in order, and its tokens are exact.
 */
@Component
class LogPositions implements ParameterResolverFactory, ParameterResolver<Long> {

    private final JdbcClient jdbc;

    LogPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The position of each event, by its identifier. */
    Map<String, Long> of(Collection<? extends TrackedEventMessage<?>> events) {
        Map<String, Long> positions = new HashMap<>();
        events.forEach(event -> positions.put(
                event.getIdentifier(), event.trackingToken().position().orElseThrow()));
        if (events.stream().anyMatch(event -> event.trackingToken() instanceof GapAwareTrackingToken)) {
            jdbc.sql("""
                    SELECT event_identifier, global_index FROM domain_event_entry
                    WHERE event_identifier = ANY (?)""").param(positions.keySet().toArray(String[]::new)).query(row -> {
                positions.put(row.getString(1), row.getLong(2));
            });
        }
        return positions;
    }

    private long of(TrackedEventMessage<?> event) {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        Map<String, Long> known = root.getResource(LogPosition.class.getName());
        if (known == null || !known.containsKey(event.getIdentifier())) {
            known = of(root instanceof BatchingUnitOfWork<?> batch ? tracked(batch) : List.of(event));
            root.resources().put(LogPosition.class.getName(), known);
        }
        return known.get(event.getIdentifier());
    }

    private static List<? extends TrackedEventMessage<?>> tracked(BatchingUnitOfWork<?> batch) {
        return batch.getMessages().stream()
                .map(message -> (TrackedEventMessage<?>) message)
                .toList();
    }

    @Override
    public ParameterResolver<Long> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].isAnnotationPresent(LogPosition.class) ? this : null;
    }

    @Override
    public Long resolveParameterValue(Message<?> message) {
        return of((TrackedEventMessage<?>) message);
    }

    @Override
    public boolean matches(Message<?> message) {
        return message instanceof TrackedEventMessage;
    }
}
