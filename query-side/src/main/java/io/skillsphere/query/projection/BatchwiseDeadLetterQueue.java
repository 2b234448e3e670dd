package io.skillsphere.query.projection;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks once in a batch for what waits in the queue, and not before every event: nobody else adds letters while the batch
 * holds the {@link ProjectionLock}. Axon's own cache lives longer than that, and can miss the letters of another node.
 */
class BatchwiseDeadLetterQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {

    private final JdbcClient jdbc;
    private final String group;

    BatchwiseDeadLetterQueue(JdbcClient jdbc, String group, Builder<EventMessage<?>> builder) {
        super(builder.processingGroup(group));
        this.jdbc = jdbc;
        this.group = group;
    }

    @Override
    public boolean contains(Object sequenceIdentifier) {
        return CurrentUnitOfWork.isStarted()
                ? waiting().contains(sequenceIdentifier)
                : super.contains(sequenceIdentifier);
    }

    @Override
    public void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
        super.enqueue(sequenceIdentifier, letter);
        waiting().add(sequenceIdentifier);
    }

    private Set<Object> waiting() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(
                        "waiting in " + group,
                        key -> new HashSet<>(jdbc.sql(
                                        "SELECT DISTINCT sequence_identifier FROM dead_letter_entry WHERE processing_group = ?")
                                .param(group)
                                .query(String.class)
                                .list()));
    }
}
