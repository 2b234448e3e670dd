package io.skillsphere.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which a request is found again in the logs, in every message that it causes and in its problems. */
public final class CorrelationId {

    static final String HEADER = "X-Correlation-Id";
    static final String MDC_KEY = "correlationId";

    private static final String ATTRIBUTE = CorrelationId.class.getName();
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private CorrelationId() {}

    /** The request's id: the client's own where it sent one of 1 to 64 letters, digits, dots and dashes, else a new one. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(HEADER);
        String id = sent != null && ACCEPTED.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
