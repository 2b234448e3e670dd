package io.skillsphere.web.problem;

import java.util.List;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.stereotype.Component;

/** Tells what a failure means to a client that sent a message by WebSocket, as it would be told by HTTP. */
@Component
public class SocketProblems {

    private final ProblemTranslator translator;

    SocketProblems(ProblemTranslator translator) {
        this.translator = translator;
    }

    /** The problem with what was sent to this destination. */
    public Problem of(Throwable failure, String destination) {
        ProblemException problem = translate(failure);
        return new Problem(
                ProblemAnswers.type(problem.code()),
                ProblemAnswers.title(problem.code()),
                problem.status().value(),
                problem.getMessage(),
                destination,
                null,
                problem.violations());
    }

    private ProblemException translate(Throwable failure) {
        if (failure instanceof MethodArgumentNotValidException invalid && invalid.getBindingResult() != null) {
            List<Violation> violations = invalid.getBindingResult().getFieldErrors().stream()
                    .map(error -> new Violation(error.getField(), error.getDefaultMessage()))
                    .sorted(Violation.BY_FIELD)
                    .toList();
            return ProblemException.invalid(violations);
        }
        if (failure instanceof MethodArgumentNotValidException || failure instanceof MessageConversionException) {
            return new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The message is not the JSON that belongs to this destination.");
        }
        return translator.translate(failure);
    }
}
