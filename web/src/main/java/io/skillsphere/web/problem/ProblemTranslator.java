package io.skillsphere.web.problem;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.skillsphere.api.rejection.Rejection;
import jakarta.validation.ConstraintViolation;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.interceptors.JSR303ViolationException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.hibernate.TransactionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells what an exception means to a client, however deep the buses and the database drivers have wrapped it. */
@Component
public class ProblemTranslator {

    private static final Logger log = LoggerFactory.getLogger(ProblemTranslator.class);

    /** Axon Server's code for an event whose sequence number is taken; it can arrive as no more than this text. */
    private static final String AXON_SERVER_SEQUENCE_TAKEN = "AXONIQ-2000";

    /** Serialization failures and deadlocks. */
    private static final Pattern SQL_CONFLICT = Pattern.compile("40.*");

    /** No connection, out of connections or other resources, shutting down or starting up. */
    private static final Pattern SQL_DOWN = Pattern.compile("08.*|53.*|57P.*");

    /** Never null: what nobody expected is an internal error, logged here because the client is told nothing of it. */
    public ProblemException translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<ProblemException> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        log.error("Unexpected failure", failure);
        return new ProblemException(
                ProblemCode.INTERNAL_ERROR, "Something went wrong here. Tell us the correlation id if it stays so.");
    }

    private Optional<ProblemException> known(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return Optional.of(problem);
        }
        if (cause instanceof HandlerExecutionException handled
                && handled.getDetails().orElse(null) instanceof Rejection rejection) {
            log.debug("Rejected: {} {}", rejection.code(), rejection.detail());
            return Optional.of(ProblemException.of(rejection));
        }
        if (cause instanceof InvalidParameterException) {
            return Optional.of(new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The parameters of the address can't be read."));
        }
        if (cause instanceof JSR303ViolationException invalid) {
            return Optional.of(ProblemException.invalid(violations(invalid.getViolations())));
        }
        if (cause instanceof AggregateStreamCreationException) {
            return Optional.of(new ProblemException(ProblemCode.ALREADY_EXISTS, "There is already one with this id."));
        }
        if (isConflict(cause)) {
            return Optional.of(new ProblemException(
                    ProblemCode.CONFLICT, "Something else changed it at the same moment: try again."));
        }
        if (isUnavailable(cause)) {
            log.warn("Unavailable: {}", cause.toString());
            return Optional.of(new ProblemException(
                    ProblemCode.UNAVAILABLE, "This can't be answered right now: try again in a moment."));
        }
        return Optional.empty();
    }

    /** Whether the command met another one on the same aggregate, and nothing of it was kept. */
    public static boolean isConflict(Throwable cause) {
        return cause instanceof ConcurrencyException
                || cause instanceof ConcurrencyFailureException
                || SQL_CONFLICT.matcher(sqlState(cause)).matches()
                || cause.getMessage() != null && cause.getMessage().contains(AXON_SERVER_SEQUENCE_TAKEN);
    }

    private static boolean isUnavailable(Throwable cause) {
        return cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof SQLTransientConnectionException
                || SQL_DOWN.matcher(sqlState(cause)).matches()
                // Neither commit nor rollback got through to the database.
                || cause instanceof TransactionException
                || cause instanceof NoHandlerForCommandException
                || cause instanceof NoHandlerForQueryException
                || cause instanceof AxonServerCommandDispatchException
                || cause instanceof AxonServerQueryDispatchException
                || cause instanceof StatusRuntimeException grpc
                        && grpc.getStatus().getCode() == Status.Code.UNAVAILABLE;
    }

    private static String sqlState(Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    private static List<Violation> violations(Set<ConstraintViolation<Object>> violations) {
        return violations.stream()
                .map(violation -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Violation.BY_FIELD)
                .toList();
    }
}
