package io.skillsphere.web.problem;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What web itself refuses and how it fails; what a command handler refuses is a RejectionCode. */
public enum ProblemCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST),
    /** The Idempotency-Key is no key. */
    IDEMPOTENCY_KEY_INVALID(HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    BAD_CREDENTIALS(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    /** Two changes met; the same request may well succeed when it is sent again. */
    CONFLICT(HttpStatus.CONFLICT),
    ALREADY_EXISTS(HttpStatus.CONFLICT),
    EMAIL_TAKEN(HttpStatus.CONFLICT),
    /** The request with this Idempotency-Key has not been answered yet. */
    IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT),
    /** Somebody must remain who can give roles. */
    LAST_ADMIN(HttpStatus.CONFLICT),
    /** An account with bookings that have not ended can't be erased. */
    OPEN_BOOKINGS(HttpStatus.CONFLICT),
    /** An administrator has suspended the account. */
    ACCOUNT_SUSPENDED(HttpStatus.FORBIDDEN),
    /** The mentor takes no bookings for now: the account is suspended. */
    MENTOR_UNAVAILABLE(HttpStatus.CONFLICT),
    /** The Idempotency-Key came before with another request. */
    IDEMPOTENCY_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT),
    /** A link that was mailed is not good, or not any more. */
    LINK_INVALID(HttpStatus.BAD_REQUEST),
    /** A one-time code of signing in, or what led to it, is not good, or not any more. */
    SIGN_IN_INVALID(HttpStatus.BAD_REQUEST),
    /** The provider tells of no verified address, and an account needs one. */
    EMAIL_REQUIRED(HttpStatus.CONFLICT),
    /** There is an account with this address which was never shown to be its owner's. */
    ADDRESS_UNPROVEN(HttpStatus.CONFLICT),
    /** What others see needs an address that was verified. */
    EMAIL_UNVERIFIED(HttpStatus.FORBIDDEN),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /** What is changed must be named with the version that was seen. */
    VERSION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    /** A dependency is down or too busy, and nothing was half done. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ProblemCode(HttpStatus status) {
        this.status = status;
    }

    /** The status of the answers with this code. */
    public HttpStatus status() {
        return status;
    }

    /** The code as clients see it: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code that says no more than the status does. */
    static ProblemCode of(HttpStatusCode status) {
        return Stream.of(values())
                .filter(code -> code.status.isSameCodeAs(status))
                .findFirst()
                .orElse(status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }
}
