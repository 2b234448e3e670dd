package io.skillsphere.web.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.skillsphere.web.problem.ProblemAnswers;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.ratelimit.RateLimits.Policy;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets so many requests to the API in and answers 429 to the others. What is left is said in {@code RateLimit} and
 * {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10), in seconds as {@code Retry-After} is.
 */
@Component
public class RateLimitGate {

    private static final String API = "/api/";
    private static final String SIGNING_IN = "/api/auth/";

    private final RateLimits limits;
    private final ProblemAnswers answers;

    RateLimitGate(RateLimits limits, ProblemAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    /** Stands where it is known who asks, and not yet looked at whether they may. */
    public Filter filter() {
        return new Gate();
    }

    /** Counts the tokens that are no good as well, which never get as far as the filter. */
    public AuthenticationEntryPoint before(AuthenticationEntryPoint next) {
        return (request, response, failure) -> {
            if (!isLimited(request) || letsIn(Policy.ANONYMOUS, address(request), request, response)) {
                next.commence(request, response, failure);
            }
        };
    }

    private boolean isLimited(HttpServletRequest request) {
        return limits.enabled() && request.getServletPath().startsWith(API);
    }

    private boolean letsIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().startsWith(SIGNING_IN)
                && request.getMethod().equals("POST")) {
            return letsIn(Policy.CREDENTIALS, address(request), request, response);
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || who instanceof AnonymousAuthenticationToken) {
            return letsIn(Policy.ANONYMOUS, address(request), request, response);
        }
        return letsIn(asksForPassword(request) ? Policy.CREDENTIALS : Policy.ACCOUNT, who.getName(), request, response);
    }

    /** Who holds a stolen token must not find out the password with it. */
    private static boolean asksForPassword(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/api/account/password")
                || path.equals("/api/account") && request.getMethod().equals("DELETE");
    }

    private boolean letsIn(Policy policy, String whose, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ConsumptionProbe probe = limits.take(policy, whose);
        response.setHeader(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d"
                        .formatted(
                                policy.title(),
                                limits.quota(policy),
                                limits.window().toSeconds()));
        response.setHeader(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                policy.title(), probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(probe.getNanosToWaitForRefill())));
            ProblemException tooMany =
                    new ProblemException(ProblemCode.RATE_LIMITED, "Too many requests: try again later.");
            answers.write(tooMany, request, response);
        }
        return probe.isConsumed();
    }

    private static String address(HttpServletRequest request) {
        return ClientAddress.of(request.getRemoteAddr());
    }

    /** Rounded up: who comes back then finds the bucket filled. */
    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos - 1) + 1;
    }

    private final class Gate extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !isLimited(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (letsIn(request, response)) {
                chain.doFilter(request, response);
            }
        }
    }
}
