package io.skillsphere.query.projection;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The projections as an operator sees them: how far each is, and how to build one anew. */
@Component
public class Projections implements DisposableBean {

    private final List<Projection> projections;
    private final LiveProcessor live;
    private final StreamableMessageSource<TrackedEventMessage<?>> eventSource;
    private final Rebuilds rebuilds;
    private final ProjectionRebuild rebuild;
    private final ExecutorService threads = Executors.newCachedThreadPool(new AxonThreadFactory("rebuild"));

    Projections(
            List<Projection> projections,
            LiveProcessor live,
            StreamableMessageSource<TrackedEventMessage<?>> eventSource,
            Rebuilds rebuilds,
            ProjectionRebuild rebuild) {
        this.projections = projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .toList();
        this.live = live;
        this.eventSource = eventSource;
        this.rebuilds = rebuilds;
        this.rebuild = rebuild;
    }

    /** All of them, by name. */
    public List<ProjectionStatus> list() {
        long position = position();
        long head = head(position);
        return projections.stream()
                .map(projection -> status(projection.name(), position, head))
                .toList();
    }

    /** How many positions of the log they are behind; all of them alike. */
    public long lag() {
        long position = position();
        return head(position) - position;
    }

    private long position() {
        return Math.max(0, live.processed().position());
    }

    private long head(long position) {
        return Math.max(position, new Processed(eventSource.createHeadToken()).position());
    }

    private ProjectionStatus status(String name, long position, long head) {
        Optional<Rebuild> latest = rebuilds.latest(name);
        ProjectionStatus.Status status = latest.map(Rebuild::state)
                .map(state -> switch (state) {
                    case RUNNING -> ProjectionStatus.Status.REBUILDING;
                    case FAILED -> ProjectionStatus.Status.FAILED;
                    case DONE -> ProjectionStatus.Status.LIVE;
                })
                .orElse(ProjectionStatus.Status.LIVE);
        return new ProjectionStatus(name, position, head, head - position, status, latest.orElse(null));
    }

    /**
     * Begins to build a projection anew, and answers with the id of the rebuild. Rejects a name that there is not
     * (NOT_FOUND) and a projection that is being rebuilt on any node (ALREADY_EXISTS).
     */
    public UUID rebuild(String name) {
        Projection projection = projections.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandRejectedException(
                        RejectionCode.NOT_FOUND, "There is no projection %s.".formatted(name)));
        Rebuilds.Permit permit = rebuilds.permit(name)
                .orElseThrow(() -> new CommandRejectedException(
                        RejectionCode.ALREADY_EXISTS, "The projection %s is being rebuilt.".formatted(name)));
        UUID id = rebuilds.begin(name);
        threads.execute(() -> {
            try (permit) {
                rebuild.run(id, projection);
            }
        });
        return id;
    }

    /** A rebuild and how it goes. */
    public Optional<Rebuild> findRebuild(UUID id) {
        return rebuilds.find(id);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
