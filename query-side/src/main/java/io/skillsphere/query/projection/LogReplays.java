package io.skillsphere.query.projection;

import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.stereotype.Component;

/** Begins to read the log once more. */
@Component
class LogReplays {

    private final Configuration axon;
    private final StreamableMessageSource<TrackedEventMessage<?>> eventSource;
    private final LogPositions positions;

    LogReplays(
            Configuration axon, StreamableMessageSource<TrackedEventMessage<?>> eventSource, LogPositions positions) {
        this.axon = axon;
        this.eventSource = eventSource;
        this.positions = positions;
    }

    LogReplay begin(List<Projection> projections) {
        List<EventMessageHandler> handlers = projections.stream()
                .<EventMessageHandler>map(
                        projection -> new AnnotationEventHandlerAdapter(projection, axon.parameterResolverFactory()))
                .toList();
        return new LogReplay(handlers, eventSource.openStream(eventSource.createTailToken()), positions);
    }
}
