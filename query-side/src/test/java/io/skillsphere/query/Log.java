package io.skillsphere.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The log in a test's hands: it appends what the command side would, and has the projections process it at once, through
 * the handlers, interceptors and queues of the real processor, whose own threads rest unless a test starts them.
 */
public class Log {

    private static final String PROJECTIONS = "projections";

    private final EventStore events;
    private final EventStorageEngine engine;
    private final Configuration axon;
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final JdbcClient jdbc;
    private final Map<UUID, Long> versions = new ConcurrentHashMap<>();
    private TrackingToken processed;

    Log(
            EventStore eventBus,
            EventStorageEngine engine,
            Configuration axon,
            TransactionManager transactions,
            TokenStore tokens,
            JdbcClient jdbc) {
        this.events = eventBus;
        this.engine = engine;
        this.axon = axon;
        this.transactions = transactions;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    /** Empties everything. */
    public void begin() {
        processor().shutDown();
        jdbc.sql("""
                TRUNCATE domain_event_entry, token_entry, dead_letter_entry, written_text, skill_view, availability_view, review_view,
                    mentor_rating_view,
                    booking_view, booking_step, wallet_view, transaction_view, ledger_line, ledger_account, notification_view, notification_preference, conversation_view, message_view, feed,
                    projection_rebuild, seal, seal_subtree, checkpoint RESTART IDENTITY""").update();
        jdbc.sql("UPDATE feed_retention SET trimmed = 0").update();
        versions.clear();
        processed = null;
        transactions.executeInTransaction(() -> tokens.initializeTokenSegments(PROJECTIONS, 1));
    }

    /** Appends events of one aggregate. */
    public void append(UUID aggregateId, Object... payloads) {
        List<GenericDomainEventMessage<?>> messages = new ArrayList<>();
        for (Object payload : payloads) {
            long version = versions.merge(aggregateId, 0L, (known, zero) -> known + 1);
            messages.add(new GenericDomainEventMessage<>("Test", aggregateId.toString(), version, payload));
        }
        events.publish(messages);
    }

    /** Appends an event in a transaction that ends only after what is done meanwhile, so that it is seen late. */
    public void appendLate(UUID aggregateId, Object payload, Runnable meanwhile) {
        transactions.executeInTransaction(() -> {
            append(aggregateId, payload);
            CompletableFuture.runAsync(meanwhile).join();
        });
    }

    /** Has the projections process everything new as one batch, and keep how far they are. */
    public void project() {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        engine.readEvents(processed, false).forEach(batch::add);
        if (!batch.isEmpty()) {
            processed = batch.get(batch.size() - 1).trackingToken();
            process(batch);
        }
    }

    /** Has the projections process everything again, each event twice. */
    public void redeliver() {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        engine.readEvents(null, false).forEach(event -> {
            batch.add(event);
            batch.add(event);
        });
        process(batch);
    }

    /** Appends events of one aggregate and has them processed. */
    public void record(UUID aggregateId, Object... payloads) {
        append(aggregateId, payloads);
        project();
    }

    /** The processor's own threads. */
    public PooledStreamingEventProcessor processor() {
        return axon.eventProcessingConfiguration()
                .eventProcessor(PROJECTIONS, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }

    /** As the processor does it: a batch that failed is handled once more. */
    private void process(List<TrackedEventMessage<?>> batch) {
        try {
            attempt(batch);
        } catch (RuntimeException e) {
            attempt(batch);
        }
    }

    private void attempt(List<TrackedEventMessage<?>> batch) {
        AbstractEventProcessor processor = processor();
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
        unitOfWork.attachTransaction(transactions);
        unitOfWork.onPrepareCommit(u -> tokens.storeToken(processed, PROJECTIONS, 0));
        unitOfWork
                .executeWithResult(
                        () -> new DefaultInterceptorChain<>(unitOfWork, processor.getHandlerInterceptors(), message -> {
                                    processor.eventHandlerInvoker().handle(message, Segment.ROOT_SEGMENT);
                                    return null;
                                })
                                .proceed())
                .getPayload();
    }
}
