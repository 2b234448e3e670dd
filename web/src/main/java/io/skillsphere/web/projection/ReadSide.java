package io.skillsphere.web.projection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.axonframework.common.AxonThreadFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a client read its own writes: looks again at the read side each time that the projections have moved on, and holds
 * no thread in between.
 */
@Component
public class ReadSide {

    private final Duration bound;
    private final Set<Look<?>> looks = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newFixedThreadPool(
            2 * Runtime.getRuntime().availableProcessors(), new AxonThreadFactory("read-side"));

    ReadSide(ProjectionUpdates updates, @Value("${skillsphere.read-your-writes:PT3S}") Duration bound) {
        this.bound = bound;
        updates.onUpdate(() -> looks.forEach(Look::again));
    }

    /** What the probe finds, as soon as it finds something; empty if it found nothing within the configured bound. */
    public <T> CompletableFuture<Optional<T>> await(Supplier<Optional<T>> probe) {
        Look<T> look = new Look<>(probe);
        looks.add(look);
        look.again();
        return look.found
                .completeOnTimeout(Optional.empty(), bound.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((found, failure) -> looks.remove(look));
    }

    private class Look<T> {

        private final Supplier<Optional<T>> probe;
        private final CompletableFuture<Optional<T>> found = new CompletableFuture<>();
        private final AtomicBoolean waiting = new AtomicBoolean();

        Look(Supplier<Optional<T>> probe) {
            this.probe = probe;
        }

        /** Looks soon, but only once however often it is asked before that. */
        void again() {
            if (waiting.compareAndSet(false, true)) {
                executor.execute(this::look);
            }
        }

        private void look() {
            waiting.set(false);
            if (found.isDone()) {
                return;
            }
            try {
                probe.get().ifPresent(value -> found.complete(Optional.of(value)));
            } catch (RuntimeException e) {
                found.completeExceptionally(e);
            }
        }
    }
}
