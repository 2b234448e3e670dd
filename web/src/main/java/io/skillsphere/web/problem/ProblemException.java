package io.skillsphere.web.problem;

import io.skillsphere.api.rejection.Rejection;
import io.skillsphere.api.rejection.RejectionCode;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Ends a request with a problem. An expected answer, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {

    private final HttpStatusCode status;
    private final String code;
    private final List<Violation> violations;

    /** The detail is one sentence for people; it must not tell internals. */
    public ProblemException(ProblemCode code, String detail) {
        this(code.status(), code.code(), detail, List.of());
    }

    private ProblemException(HttpStatusCode status, String code, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.violations = violations;
    }

    /** The answer to input that could be read but breaks the rules, one violation for each broken rule. */
    public static ProblemException invalid(List<Violation> violations) {
        ProblemCode code = ProblemCode.VALIDATION_FAILED;
        return new ProblemException(
                code.status(), code.code(), "The request is not valid: see its violations.", violations);
    }

    /** The answer to input of which one field breaks the rules. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    static ProblemException of(Rejection rejection) {
        return new ProblemException(statusOf(rejection.code()), rejection.code().code(), rejection.detail(), List.of());
    }

    static ProblemException of(HttpStatusCode status, String detail) {
        return new ProblemException(status, ProblemCode.of(status).code(), detail, List.of());
    }

    /** The status with which a rejection is answered. */
    public static HttpStatus statusOf(RejectionCode code) {
        return switch (code) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case STALE_VERSION -> HttpStatus.PRECONDITION_FAILED;
            case ALREADY_EXISTS,
                    INSUFFICIENT_TOKENS,
                    WALLET_FROZEN,
                    DAILY_LIMIT,
                    SKILL_RETIRED,
                    OWN_SKILL,
                    STARTS_IN_PAST,
                    OUTSIDE_AVAILABILITY,
                    NOT_ON_SLOT,
                    NOTICE_TOO_SHORT,
                    BEYOND_HORIZON,
                    SELF_TRANSFER,
                    BOOKING_STATE,
                    SLOT_TAKEN,
                    MESSAGE_DELETED -> HttpStatus.CONFLICT;
        };
    }

    /** The HTTP status of the answer. */
    public HttpStatusCode status() {
        return status;
    }

    /** The code that ends the problem's type. */
    public String code() {
        return code;
    }

    List<Violation> violations() {
        return violations;
    }
}
