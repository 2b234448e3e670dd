package io.skillsphere.command;

import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Aggregates and the processor that runs the sagas. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CommandSideConfiguration {

    /** The processor in which the sagas and what is like them run, in the order of the log. */
    public static final String SAGAS = "sagas";

    @Bean
    SnapshotTriggerDefinition everyHundredEvents(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, 100);
    }

    @Bean
    LockFactory noLock() {
        return NullLockFactory.INSTANCE;
    }

    /**
     * One segment: the sagas see the log in order. A step that fails stops the processor, which tries it again as soon as it
     * claims its segment again (half a second, not Axon's five); skipping it would leave tokens held for ever.
     */
    @Bean
    ConfigurerModule sagaProcessor(ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> eventSource) {
        return configurer -> configurer
                .eventProcessing()
                .assignProcessingGroup("transfers", SAGAS)
                .registerListenerInvocationErrorHandler("transfers", c -> PropagatingErrorHandler.instance())
                .registerListenerInvocationErrorHandler(SAGAS, c -> PropagatingErrorHandler.instance())
                .registerErrorHandler(SAGAS, c -> PropagatingErrorHandler.instance())
                .registerPooledStreamingEventProcessor(
                        SAGAS, c -> eventSource.getObject(), (c, builder) -> builder.initialSegmentCount(1)
                                .initialToken(source -> source.createTailToken())
                                .tokenClaimInterval(500)
                                .batchSize(50));
    }
}
