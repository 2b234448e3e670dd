package io.skillsphere.command.booking;

import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.inmemory.InMemorySagaStore;

/** The booking saga, handed one event at a time by a test. */
final class SagaInMemory {

    private SagaInMemory() {}

    static AnnotatedSagaManager<BookingSaga> sending(CommandGateway gateway) {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(BookingSaga.class),
                new SimpleResourceParameterResolverFactory(List.of(gateway)));
        return AnnotatedSagaManager.<BookingSaga>builder()
                .sagaType(BookingSaga.class)
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sagaRepository(AnnotatedSagaRepository.<BookingSaga>builder()
                        .sagaType(BookingSaga.class)
                        .parameterResolverFactory(parameters)
                        .sagaStore(new InMemorySagaStore())
                        .build())
                .build();
    }
}
