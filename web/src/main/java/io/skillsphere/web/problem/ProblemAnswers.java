package io.skillsphere.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts a problem into an HTTP answer, inside MVC and outside of it. */
@Component
public class ProblemAnswers {

    private static final String ANSWERED_WITH = ProblemCode.class.getName();
    private static final String RETRY_AFTER_SECONDS = "5";

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    /** Answers the request with the problem; for filters and handlers that run before or after MVC. */
    public void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status().value());
        headers(problem.status()).forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request, request.getRequestURI())));
    }

    /** Whether the request was answered with this problem. */
    public static boolean isAnsweredWith(ProblemCode code, HttpServletRequest request) {
        return code.code().equals(request.getAttribute(ANSWERED_WITH));
    }

    Problem body(ProblemException problem, HttpServletRequest request, String path) {
        request.setAttribute(ANSWERED_WITH, problem.code());
        return new Problem(
                type(problem.code()),
                title(problem.code()),
                problem.status().value(),
                problem.getMessage(),
                path,
                CorrelationId.of(request),
                problem.violations());
    }

    HttpHeaders headers(HttpStatusCode status) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return headers;
    }

    static String type(String code) {
        return "urn:skillsphere:problem:" + code;
    }

    static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
