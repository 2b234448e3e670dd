package io.skillsphere.web.openapi;

import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import java.lang.annotation.Annotation;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/** The problems that an operation may be answered with: what holds for every operation of its kind, and what its method says. */
final class Failures {

    private final SortedMap<Integer, SortedSet<String>> codesByStatus = new TreeMap<>();

    private Failures() {}

    /** The codes by status. */
    static SortedMap<Integer, SortedSet<String>> of(
            String method, String path, HandlerMethod handler, boolean isPublic) {
        Failures failures = new Failures();
        failures.add(
                ProblemCode.MALFORMED_REQUEST,
                ProblemCode.VALIDATION_FAILED,
                ProblemCode.UNAUTHENTICATED,
                ProblemCode.FORBIDDEN,
                ProblemCode.NOT_ACCEPTABLE,
                ProblemCode.INTERNAL_ERROR,
                ProblemCode.UNAVAILABLE);
        if (path.startsWith("/api/")) {
            failures.add(ProblemCode.PAYLOAD_TOO_LARGE, ProblemCode.RATE_LIMITED);
        }
        if (has(handler, PathVariable.class)) {
            failures.add(ProblemCode.NOT_FOUND);
        }
        if (has(handler, NewId.class)) {
            failures.add(ProblemCode.ALREADY_EXISTS);
        }
        if (has(handler, RequestBody.class)) {
            failures.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!method.equals("GET")) {
            failures.add(ProblemCode.CONFLICT);
            if (!isPublic) {
                failures.add(ProblemCode.EMAIL_UNVERIFIED);
            }
        }
        if (takesIdempotencyKey(method, path)) {
            failures.add(
                    ProblemCode.IDEMPOTENCY_KEY_INVALID,
                    ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                    ProblemCode.IDEMPOTENCY_MISMATCH);
        }
        Stream.of(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .filter(header -> header != null && (header.value() + header.name()).contains(HttpHeaders.IF_MATCH))
                .forEach(header -> {
                    failures.add(RejectionCode.STALE_VERSION);
                    if (header.required()) {
                        failures.add(ProblemCode.VERSION_REQUIRED);
                    }
                });
        Refuses refuses = handler.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            failures.add(refuses.value());
            failures.add(refuses.also());
        }
        return failures.codesByStatus;
    }

    /** Whether a request may carry an Idempotency-Key. */
    static boolean takesIdempotencyKey(String method, String path) {
        return method.equals("POST")
                && path.startsWith("/api/")
                && (!path.startsWith("/api/auth/") || path.equals("/api/auth/register"));
    }

    private static boolean has(HandlerMethod handler, Class<? extends Annotation> annotation) {
        return Stream.of(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    private void add(ProblemCode... codes) {
        Stream.of(codes).forEach(code -> add(code.status().value(), code.code()));
    }

    private void add(RejectionCode... codes) {
        Stream.of(codes).forEach(code -> add(ProblemException.statusOf(code).value(), code.code()));
    }

    private void add(int status, String code) {
        codesByStatus.computeIfAbsent(status, none -> new TreeSet<>()).add(code);
    }
}
