package io.skillsphere.query.projection;

import io.skillsphere.query.feed.Feed;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The processor that runs every projection: one stream, one position and one transaction a batch, so that all of them agree
 * at every commit. Each has its own queue of dead letters. A batch that fails as a whole is tried again after half a second.
 */
@Configuration(proxyBeanMethods = false)
public class ProjectionsConfiguration {

    /** The processor in which all projections run. */
    public static final String PROJECTIONS = "projections";

    @Bean
    ConfigurerModule projectionsProcessor(
            List<Projection> projections,
            ProjectionLock lock,
            Feed feed,
            JdbcClient jdbc,
            ConnectionProvider connections,
            TransactionManager transactions,
            DeadLetterSchema deadLetterSchema,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> eventSource) {
        ProjectionTransaction transaction = new ProjectionTransaction(lock, feed, jdbc);
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            for (Projection projection : projections) {
                String group = projection.name();
                processing
                        .assignProcessingGroup(group, PROJECTIONS)
                        .registerListenerInvocationErrorHandler(group, c -> PropagatingErrorHandler.instance())
                        .registerDeadLetterQueue(
                                group,
                                c -> new BatchwiseDeadLetterQueue(
                                        jdbc,
                                        group,
                                        JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                                .connectionProvider(connections)
                                                .transactionManager(transactions)
                                                .schema(deadLetterSchema)
                                                .genericSerializer(serializer)
                                                .eventSerializer(eventSerializer)));
            }
            processing
                    .registerErrorHandler(PROJECTIONS, c -> PropagatingErrorHandler.instance())
                    .registerHandlerInterceptor(PROJECTIONS, c -> transaction)
                    .registerPooledStreamingEventProcessor(
                            PROJECTIONS, c -> eventSource.getObject(), (c, builder) -> builder.initialSegmentCount(1)
                                    .initialToken(StreamableMessageSource::createTailToken)
                                    .tokenClaimInterval(500)
                                    .batchSize(100));
        };
    }
}
