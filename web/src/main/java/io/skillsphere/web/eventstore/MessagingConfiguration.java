package io.skillsphere.web.eventstore;

import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.api.rejection.CommandRejectedException;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.BeanValidationInterceptor;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.LoggingQueryInvocationErrorHandler;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryBusSpanFactory;
import org.axonframework.queryhandling.QueryInvocationErrorHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How commands travel, and what every message says of where it comes from. */
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    /**
     * A rejection is an answer, not a failure: handlers reject before they change anything, so the transaction that a saga
     * sends from must survive it.
     */
    @Bean
    @Qualifier("localSegment") SimpleCommandBus commandBus(
            TransactionManager transactionManager, org.axonframework.config.Configuration configuration) {
        SimpleCommandBus commandBus = SimpleCommandBus.builder()
                .transactionManager(transactionManager)
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .rollbackConfiguration(e -> !(e instanceof CommandRejectedException))
                .build();
        commandBus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return commandBus;
    }

    /**
     * Without a transaction around each query: a statement sees what is committed with or without one, beginning and ending it are
     * two messages to the database more, and who needs one view over several statements asks for it where they are.
     */
    @Bean
    @Qualifier("localSegment") SimpleQueryBus queryBus(org.axonframework.config.Configuration configuration) {
        return SimpleQueryBus.builder()
                .messageMonitor(configuration.messageMonitor(QueryBus.class, "queryBus"))
                .errorHandler(configuration.getComponent(
                        QueryInvocationErrorHandler.class,
                        () -> LoggingQueryInvocationErrorHandler.builder().build()))
                .queryUpdateEmitter(configuration.getComponent(QueryUpdateEmitter.class))
                .spanFactory(configuration.getComponent(QueryBusSpanFactory.class))
                .build();
    }

    @Bean
    MessageDispatchInterceptor<CommandMessage<?>> commandValidation(ValidatorFactory validatorFactory) {
        return new BeanValidationInterceptor<>(validatorFactory);
    }

    @Bean
    CorrelationDataProvider origin() {
        return new MessageOriginProvider(MetaDataKeys.CAUSATION_ID, MetaDataKeys.CORRELATION_ID);
    }

    @Bean
    CorrelationDataProvider actor() {
        return new SimpleCorrelationDataProvider(
                MetaDataKeys.ACTOR, MetaDataKeys.ACTOR_ROLE, MetaDataKeys.IDEMPOTENCY_KEY, MetaDataKeys.TRACE_ID);
    }

    /** Events are dated by the application's clock, as everything is. */
    @Autowired
    void dateEventsBy(Clock clock) {
        GenericEventMessage.clock = clock;
    }
}
