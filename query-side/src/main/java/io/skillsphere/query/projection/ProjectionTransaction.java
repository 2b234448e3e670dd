package io.skillsphere.query.projection;

import io.skillsphere.query.feed.Feed;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every batch of the projections, and every retry of dead letters, does once: it is the only writer, gathers the feed,
 * and wakes who listens on the Postgres channel {@code projections} when it commits.
 *
 * <p>Not a bean: Axon gives interceptors that are beans to every processor.
 */
class ProjectionTransaction implements MessageHandlerInterceptor<EventMessage<?>> {

    private final ProjectionLock lock;
    private final Feed feed;
    private final JdbcClient jdbc;

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
            root.onPrepareCommit(
                    u -> jdbc.sql("SELECT pg_notify('projections', '')").query().singleRow());
        }
        return chain.proceed();
    }
}
