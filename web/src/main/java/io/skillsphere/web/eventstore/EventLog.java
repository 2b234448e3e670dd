package io.skillsphere.web.eventstore;

import io.skillsphere.api.account.MetaDataKeys;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** One line for each thing that happened here, once it is committed; events hold no personal data, so the log has none. */
@Component
class EventLog implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final EventBus eventBus;

    EventLog(EventBus eventBus) {
        this.eventBus = eventBus;
    }

    @Override
    public void afterSingletonsInstantiated() {
        eventBus.subscribe(this::onPublish);
    }

    private void onPublish(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.get().root().afterCommit(committed -> events.forEach(EventLog::write));
    }

    private static void write(EventMessage<?> event) {
        log.info(
                "{} by {}, correlation {}",
                event.getPayload(),
                event.getMetaData().get(MetaDataKeys.ACTOR),
                event.getMetaData().get(MetaDataKeys.CORRELATION_ID));
    }
}
