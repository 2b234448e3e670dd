package io.skillsphere.query.projection;

import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
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

    private final LogReplays replays;
    private final LiveProcessor live;
    private final ProjectionLock lock;
    private final Rebuilds rebuilds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ProjectionRebuild(
            LogReplays replays,
            LiveProcessor live,
            ProjectionLock lock,
            Rebuilds rebuilds,
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager) {
        this.replays = replays;
        this.live = live;
        this.lock = lock;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Rebuilds and says how it went; to be called with the permit of the projection. */
    void run(UUID id, Projection projection) {
        ShadowTables shadow = new ShadowTables(jdbc, projection);
        try (LogReplay replay = replays.begin(List.of(projection))) {
            try {
                transaction.executeWithoutResult(status -> shadow.create());
                followLive(id, shadow, replay);
                transaction.executeWithoutResult(status -> takeOver(id, projection, shadow, replay));
                LOG.info("Projection {} was rebuilt", projection.name());
            } catch (Exception e) {
                LOG.error("Projection {} was not rebuilt and is as it was", projection.name(), e);
                rebuilds.failed(id, replay.position(), e);
                transaction.executeWithoutResult(status -> shadow.drop());
            }
        }
    }

    private void followLive(UUID id, ShadowTables shadow, LogReplay replay) {
        List<TrackedEventMessage<?>> events;
        do {
            Processed target = live.processed();
            events = replay.next(target);
            List<TrackedEventMessage<?>> batch = events;
            transaction.executeWithoutResult(status -> {
                shadow.use();
                replay.handle(batch);
                rebuilds.progress(id, replay.position(), target.position());
            });
        } while (events.size() == LogReplay.BATCH);
    }

    private void takeOver(UUID id, Projection projection, ShadowTables shadow, LogReplay replay) {
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
}
