package io.skillsphere.query.projection;

import java.sql.Connection;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * Runs each handler of a {@link Projection} in a savepoint, where one has failed. Postgres refuses everything in a
 * transaction after a failed statement; this way the failure undoes that handler alone, and its dead letter can be stored
 * beside what the batch did. Savepoints cost more than most handlers do, so a batch is first tried without, and undone as a
 * whole if one of its handlers fails.
 *
 * <p>Not a nested transaction of Spring's: the transaction manager of JPA has none with Hibernate.
 */
@Component
class SavepointPerHandler implements HandlerEnhancerDefinition {

    private final DataSource dataSource;

    SavepointPerHandler(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return Projection.class.isAssignableFrom(original.declaringClass()) ? new InSavepoint<>(original) : original;
    }

    private final class InSavepoint<T> extends WrappedMessageHandlingMember<T> {

        InSavepoint(MessageHandlingMember<T> delegate) {
            super(delegate);
        }

        @Override
        public Object handle(Message<?> message, T target) throws Exception {
            UnitOfWork<?> root = CurrentUnitOfWork.get().root();
            return ProjectionTransaction.isCareful(root)
                    ? handleInSavepoint(message, target)
                    : handleOrUndoAll(message, target, root);
        }

        private Object handleOrUndoAll(Message<?> message, T target, UnitOfWork<?> root) throws Exception {
            try {
                return super.handle(message, target);
            } catch (Exception e) {
                root.onPrepareCommit(u -> {
                    throw new IllegalStateException("Undone, to be handled again with savepoints.", e);
                });
                throw e;
            }
        }

        private Object handleInSavepoint(Message<?> message, T target) throws Exception {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                Savepoint savepoint = connection.setSavepoint();
                try {
                    Object result = super.handle(message, target);
                    connection.releaseSavepoint(savepoint);
                    return result;
                } catch (Exception e) {
                    connection.rollback(savepoint);
                    throw e;
                }
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }
}
