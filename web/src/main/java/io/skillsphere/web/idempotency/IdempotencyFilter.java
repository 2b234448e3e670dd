package io.skillsphere.web.idempotency;

import io.skillsphere.web.problem.ProblemAnswers;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Answers a POST that comes again with its Idempotency-Key as it was answered the first time. It stands behind the security
 * filters, so that a key is its account's own, and keeps the answer before the client gets it.
 *
 * <p>Credentials are never kept: of a registration neither the body's hash nor the answer; it is repeated by its route.
 */
@Component
@Order(0)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final String SIGNING_IN = "/api/auth/";
    private static final String REGISTRATION = "/api/auth/register";
    private static final int LONGEST_KEPT_BYTES = 64 * 1024;

    /** What belongs to the answer; the other headers belong to the connection or to the moment. */
    private static final List<String> KEPT_HEADERS = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.ALLOW);

    private final FirstAnswers answers;
    private final ProblemAnswers problems;

    IdempotencyFilter(FirstAnswers answers, ProblemAnswers problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !request.getMethod().equals("POST")
                || !path.startsWith("/api/")
                || (path.startsWith(SIGNING_IN) && !path.equals(REGISTRATION));
    }

    /** What a controller answers later comes back this way. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAsyncDispatch(request)) {
            goOn(request, response, chain);
            return;
        }
        try {
            Optional<String> key = IdempotencyKey.of(request);
            if (key.isEmpty()) {
                chain.doFilter(request, response);
            } else {
                answer(key.get(), request, response, chain);
            }
        } catch (ProblemException e) {
            problems.write(e, request, response);
        }
    }

    private void answer(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = StreamUtils.copyToByteArray(request.getInputStream());
        FirstAnswers.Turn turn = answers.take(owner(request), key, fingerprint(request, body));
        if (turn.answer() == null) {
            turn.toRun().attachTo(request);
            goOn(new ReadRequest(request, body), new KeptResponse(response), chain);
        } else {
            repeat(turn.answer(), response);
        }
    }

    private static UUID owner(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? KeyedRequest.NOBODY : UUID.fromString(principal.getName());
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String target = request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            return isSecret(request) ? digest.digest() : digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSecret(HttpServletRequest request) {
        return request.getServletPath().equals(REGISTRATION);
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        KeyedRequest keyed = KeyedRequest.of(request).orElse(null);
        KeptResponse kept = WebUtils.getNativeResponse(response, KeptResponse.class);
        if (keyed == null || kept == null) {
            chain.doFilter(request, response);
            return;
        }
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (!answered) {
                answers.release(keyed);
            } else if (!isAsyncStarted(request)) {
                finish(keyed, request, kept);
            }
        }
    }

    private void finish(KeyedRequest keyed, HttpServletRequest request, KeptResponse response) throws IOException {
        if (response.isLeftToTheContainer() || isSecret(request) || !isWorthKeeping(request, response)) {
            answers.release(keyed);
        } else {
            answers.keep(keyed, response.answer());
        }
        response.copyBodyToResponse();
    }

    /** Whether it would be the same another time. */
    private static boolean isWorthKeeping(HttpServletRequest request, KeptResponse response) {
        int status = response.getStatus();
        return status < 500
                && status != 401
                && status != 429
                && !ProblemAnswers.isAnsweredWith(ProblemCode.CONFLICT, request)
                && response.getContentSize() <= LONGEST_KEPT_BYTES;
    }

    private static void repeat(FirstAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Holds the answer back until it is kept. */
    private static final class KeptResponse extends ContentCachingResponseWrapper {

        private boolean leftToTheContainer;

        KeptResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            leftToTheContainer = true;
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            leftToTheContainer = true;
            super.sendError(status, message);
        }

        boolean isLeftToTheContainer() {
            return leftToTheContainer;
        }

        FirstAnswer answer() {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String name : KEPT_HEADERS) {
                String value = getHeader(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            return new FirstAnswer(getStatus(), headers, new String(getContentAsByteArray(), StandardCharsets.UTF_8));
        }
    }
}
