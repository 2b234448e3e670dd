package io.skillsphere.web.identity;

import io.skillsphere.web.problem.ProblemAnswers;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says 401 and 403 as problems. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemAnswers answers;

    SecurityProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** Tells a token that is no good from none at all (RFC 6750), but not why it is no good. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean tokenSent = e instanceof OAuth2AuthenticationException;
        String detail = tokenSent
                ? "The access token is not valid, or not any more: sign in again."
                : "This needs an access token: sign in first.";
        answers.write(new ProblemException(ProblemCode.UNAUTHENTICATED, detail), request, response);
        if (tokenSent) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        boolean unverified = request.getUserPrincipal() instanceof ActorAuthentication actor && !actor.isVerified();
        ProblemException problem = unverified
                ? new ProblemException(
                        ProblemCode.EMAIL_UNVERIFIED,
                        "Confirm your e-mail address first, by the link in the mail that you were sent.")
                : new ProblemException(ProblemCode.FORBIDDEN, "Your role does not allow this.");
        answers.write(problem, request, response);
    }
}
