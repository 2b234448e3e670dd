package io.skillsphere.web.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.skillsphere.query.ledger.Checkpoints;
import io.skillsphere.query.ledger.Sealer;
import io.skillsphere.query.ledger.Seals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has events sealed as soon as they are committed, and checkpoints signed. A commit on this node wakes it; it also looks now
 * and then unasked, for what a node that died has left.
 */
@Component
@ConditionalOnProperty(
        name = "axon.axonserver.enabled",
        havingValue = "false") // otherwise the log is not in our tables
class Sealing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);
    private static final int LOOK_ANYWAY_MILLIS = 500;

    private final EventBus eventBus;
    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final AuditKeys keys;
    private final AuditProperties properties;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private volatile Thread thread;
    private Instant nextCheckpoint = Instant.MIN;

    Sealing(
            EventBus eventBus,
            Sealer sealer,
            Seals seals,
            Checkpoints checkpoints,
            AuditKeys keys,
            AuditProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.eventBus = eventBus;
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("skillsphere.audit.seal.lag", seals, s -> s.status().lag())
                .description("Events that wait for their seal")
                .register(metrics);
    }

    @Override
    public void start() {
        eventBus.subscribe(this::onPublish);
        thread = new AxonThreadFactory("sealing").newThread(this::sealUntilStopped);
        thread.start();
    }

    private void onPublish(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.get().root().afterCommit(committed -> work.release());
    }

    private void sealUntilStopped() {
        while (isRunning()) {
            try {
                work.tryAcquire(LOOK_ANYWAY_MILLIS, TimeUnit.MILLISECONDS);
                work.drainPermits();
                sealer.sealAll();
                signIfDue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    log.error("Events could not be sealed; trying again", e);
                    pause();
                }
            }
        }
    }

    private void signIfDue() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCheckpoint)) {
            nextCheckpoint = checkpoints
                    .signAfter(properties.checkpointEvery(), keys, now)
                    .map(latest -> latest.time().plus(properties.checkpointEvery()))
                    .orElse(now);
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        work.release();
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** There before the processors are, and until after them: what they cause is sealed too. */
    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE - 1;
    }
}
