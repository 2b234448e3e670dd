package io.skillsphere.query.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds a projection anew from the whole log, in tables beside its own, while the system runs. It follows the live
 * processor and never overtakes it; once it is close it stops all writers for a moment, reads on to exactly where they
 * stand, and puts its rows in the place of theirs. Nobody's reading waits, nothing is fed to anybody, and where it fails
 * everything is as it was.
 */
@Component
class ProjectionRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRebuild.class);

    private static final int BATCH = 500;

    /** Longer than any event store takes to hand out what is committed. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final Configuration axon;
    private final StreamableMessageSource<TrackedEventMessage<?>> eventSource;
    private final LogPositions positions;
    private final LiveProcessor live;
    private final ProjectionLock lock;
    private final Rebuilds rebuilds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ProjectionRebuild(
            Configuration axon,
            StreamableMessageSource<TrackedEventMessage<?>> eventSource,
            LogPositions positions,
            LiveProcessor live,
            ProjectionLock lock,
            Rebuilds rebuilds,
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager) {
        this.axon = axon;
        this.eventSource = eventSource;
        this.positions = positions;
        this.live = live;
        this.lock = lock;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Rebuilds and says how it went; to be called with the permit of the projection. */
    void run(UUID id, Projection projection) {
        ShadowTables shadow = new ShadowTables(jdbc, projection);
        try (Replay replay = new Replay(projection)) {
            try {
                transaction.executeWithoutResult(status -> shadow.create());
                followLive(id, shadow, replay);
                transaction.executeWithoutResult(status -> takeOver(id, projection, shadow, replay));
                LOG.info("Projection {} was rebuilt", projection.name());
            } catch (Exception e) {
                LOG.error("Projection {} was not rebuilt and is as it was", projection.name(), e);
                rebuilds.failed(id, replay.position, e);
                transaction.executeWithoutResult(status -> shadow.drop());
            }
        }
    }

    private void followLive(UUID id, ShadowTables shadow, Replay replay) {
        List<TrackedEventMessage<?>> events;
        do {
            Processed target = live.processed();
            events = replay.next(target);
            List<TrackedEventMessage<?>> batch = events;
            transaction.executeWithoutResult(status -> {
                shadow.use();
                replay.handle(batch);
                rebuilds.progress(id, replay.position, target.position());
            });
        } while (events.size() == BATCH);
    }

    private void takeOver(UUID id, Projection projection, ShadowTables shadow, Replay replay) {
        lock.acquire();
        Processed target = live.processed();
        shadow.use();
        replay.handleAllOf(target);
        shadow.replaceReal();
        // Whatever they were about has been handled by now.
        jdbc.sql("DELETE FROM dead_letter_entry WHERE processing_group = ?")
                .param(projection.name())
                .update();
        shadow.drop();
        rebuilds.done(id, target.position());
    }

    /** The log, read from its beginning by the projection's own handlers. */
    private final class Replay implements AutoCloseable {

        private final EventMessageHandler handler;
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final List<TrackedEventMessage<?>> read = new ArrayList<>();
        private Processed seen = new Processed(null);
        private long position;

        Replay(Projection projection) {
            handler = new AnnotationEventHandlerAdapter(projection, axon.parameterResolverFactory());
            stream = eventSource.openStream(eventSource.createTailToken());
        }

        /** The next events, as far as the live processor has had them; fewer than a batch where it is caught up with. */
        List<TrackedEventMessage<?>> next(Processed target) {
            readTowards(target);
            Map<String, Long> known = positions.of(read);
            int count = 0;
            while (count < read.size()
                    && target.includes(known.get(read.get(count).getIdentifier()))) {
                count++;
            }
            List<TrackedEventMessage<?>> next = List.copyOf(read.subList(0, count));
            read.subList(0, count).clear();
            return next;
        }

        /** Handles what is left of the target and nothing else: the live processor goes on with the rest. */
        void handleAllOf(Processed target) {
            Instant heard = Instant.now();
            do {
                readTowards(target);
                if (!read.isEmpty()) {
                    heard = Instant.now();
                }
                Map<String, Long> known = positions.of(read);
                handle(read.stream()
                        .filter(event -> target.includes(known.get(event.getIdentifier())))
                        .toList());
                read.clear();
            } while (!seen.includesAllOf(target) && !isSilent(heard, target));
        }

        /** Then what is missing are numbers that were never used, and that the live processor has given up. */
        private boolean isSilent(Instant heard, Processed target) {
            boolean silent = heard.plus(SILENCE).isBefore(Instant.now());
            if (silent && seen.position() < target.position()) {
                throw new IllegalStateException(
                        "The log ends at %d, but %d was processed.".formatted(seen.position(), target.position()));
            }
            return silent;
        }

        void handle(List<TrackedEventMessage<?>> events) {
            if (events.isEmpty()) {
                return;
            }
            Map<String, Long> known = positions.of(events);
            BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
            ResultMessage<?> result = unitOfWork.executeWithResult(() -> {
                position = known.get(unitOfWork.getMessage().getIdentifier());
                return handler.handle(unitOfWork.getMessage());
            });
            if (result.isExceptional()) {
                throw new IllegalStateException(
                        "The event at %d could not be handled: %s"
                                .formatted(position, result.exceptionResult().getMessage()),
                        result.exceptionResult());
            }
        }

        private void readTowards(Processed target) {
            try {
                while (read.size() < BATCH
                        && !seen.includesAllOf(target)
                        && stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                    TrackedEventMessage<?> event = stream.nextAvailable();
                    read.add(event);
                    seen = new Processed(event.trackingToken());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The rebuild was stopped.", e);
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
