package io.skillsphere.web.idempotency;

import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request header {@code Idempotency-Key}: 1 to 255 visible ASCII characters, best a UUID. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /** The POST's key, if it has one; rejects a key that is none, and more than one. Other methods take none. */
    public static Optional<String> of(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        List<String> sent = Collections.list(request.getHeaders(HEADER));
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        if (sent.size() > 1 || !ACCEPTED.matcher(sent.get(0)).matches()) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_KEY_INVALID,
                    "An Idempotency-Key is one value of 1 to 255 visible ASCII characters, such as a UUID.");
        }
        return Optional.of(sent.get(0));
    }
}
