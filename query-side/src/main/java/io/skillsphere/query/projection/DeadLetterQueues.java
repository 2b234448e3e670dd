package io.skillsphere.query.projection;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/** Opens the dead-letter queue of a processing group. */
interface DeadLetterQueues {

    SequencedDeadLetterQueue<EventMessage<?>> of(String group);
}
