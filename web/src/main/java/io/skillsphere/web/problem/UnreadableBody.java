package io.skillsphere.web.problem;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Points at what is wrong in a body that could not be read, in the client's terms: fields, lines and columns. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ProblemException explain(HttpMessageNotReadableException e) {
        if (e.getRootCause() instanceof ProblemException stopped) {
            return stopped;
        }
        Throwable cause = e.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return ProblemException.invalid(path(unknown), "is not a known field");
        }
        if (cause instanceof MismatchedInputException whole && whole.getPath().isEmpty()) {
            return new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The body must be one JSON object and nothing else.");
        }
        if (cause instanceof MismatchedInputException mismatched) {
            return ProblemException.invalid(path(mismatched), Expectation.of(mismatched.getTargetType()));
        }
        if (cause instanceof InputCoercionException outOfRange) {
            return ProblemException.invalid(path(outOfRange), "is out of range");
        }
        if (cause instanceof JacksonException syntax && syntax.getLocation() != null) {
            return new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The body is not valid JSON at line %d, column %d."
                            .formatted(
                                    syntax.getLocation().getLineNr(),
                                    syntax.getLocation().getColumnNr()));
        }
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, "This needs a body of JSON.");
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
