package io.skillsphere.web.identity;

import io.skillsphere.web.problem.ProblemAnswers;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets the web pages of {@code skillsphere.allowed-origins} use the API, and no others. Tokens travel in headers, not cookies. */
@Component
class CrossOrigin {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> SENT = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            "Idempotency-Key",
            "X-Correlation-Id",
            "traceparent");
    private static final List<String> READ = List.of(
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.ETAG,
            HttpHeaders.LINK,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "RateLimit",
            "RateLimit-Policy",
            "X-Correlation-Id");

    private final List<String> allowedOrigins;
    private final ProblemAnswers answers;

    CrossOrigin(@Value("${skillsphere.allowed-origins:}") List<String> allowedOrigins, ProblemAnswers answers) {
        this.allowedOrigins = allowedOrigins;
        this.answers = answers;
    }

    CorsFilter filter() {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(allowedOrigins);
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(SENT);
        allowed.setExposedHeaders(READ);
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!allowedOrigins.isEmpty()) {
            source.registerCorsConfiguration("/api/**", allowed);
            source.registerCorsConfiguration("/.well-known/**", allowed);
        }
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new Processor());
        return filter;
    }

    private final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            boolean allowed = super.processRequest(configuration, request, response);
            if (!allowed) {
                answers.write(
                        new ProblemException(
                                ProblemCode.FORBIDDEN, "Pages of this origin may not use the API, or not like this."),
                        request,
                        response);
            }
            return allowed;
        }

        /** Answered above, where the request is at hand. */
        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }
}
