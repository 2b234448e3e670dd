package io.skillsphere.web.notification;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The processor that fills the outbox. Its token and the mails are one transaction, and it never skips an event. */
@Configuration(proxyBeanMethods = false)
class MailsConfiguration {

    @Bean
    ConfigurerModule mailsProcessor(ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> eventSource) {
        String group = NotificationMails.GROUP;
        return configurer -> configurer
                .eventProcessing()
                .registerListenerInvocationErrorHandler(group, c -> PropagatingErrorHandler.instance())
                .registerErrorHandler(group, c -> PropagatingErrorHandler.instance())
                .registerPooledStreamingEventProcessor(
                        group, c -> eventSource.getObject(), (c, builder) -> builder.initialSegmentCount(1)
                                .initialToken(StreamableMessageSource::createHeadToken)
                                .tokenClaimInterval(500)
                                .batchSize(100));
    }
}
