package io.skillsphere.query.projection;

import io.skillsphere.query.feed.Feed;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every batch of the projections, and every retry of dead letters, does once: it is the only writer, gathers the feed,
 * and wakes who listens on the Postgres channel {@code projections} when it commits. After a batch that failed, the next is
 * careful: see {@link SavepointPerHandler}.
 *
 * <p>Not a bean: Axon gives interceptors that are beans to every processor.
 */
class ProjectionTransaction implements MessageHandlerInterceptor<EventMessage<?>> {

    private static final String CAREFUL = "savepoints";

    private final ProjectionLock lock;
    private final Feed feed;
    private final JdbcClient jdbc;
    private volatile boolean failed;

    ProjectionTransaction(ProjectionLock lock, Feed feed, JdbcClient jdbc) {
        this.lock = lock;
        this.feed = feed;
        this.jdbc = jdbc;
    }

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        UnitOfWork<?> root = unitOfWork.root();
        if (root.resources().putIfAbsent(ProjectionTransaction.class.getName(), this) == null) {
            lock.acquire();
            feed.open(root);
            if (failed || !(root instanceof BatchingUnitOfWork)) { // the latter is the retry of a dead letter
                root.resources().put(CAREFUL, true);
            }
            root.onRollback(u -> failed = true);
            root.afterCommit(u -> failed = false);
            root.onPrepareCommit(
                    u -> jdbc.sql("SELECT pg_notify('projections', '')").query().singleRow());
        }
        return chain.proceed();
    }

    /** Whether a handler's failure must undo what that handler did, and nothing else. */
    static boolean isCareful(UnitOfWork<?> root) {
        return root.resources().containsKey(CAREFUL);
    }
}
