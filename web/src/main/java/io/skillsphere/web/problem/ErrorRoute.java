package io.skillsphere.web.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the container sends what failed outside MVC: in a filter, or before one. */
@Hidden
@RestController
class ErrorRoute implements ErrorController {

    private final ProblemTranslator translator;
    private final ProblemAnswers answers;

    ErrorRoute(ProblemTranslator translator, ProblemAnswers answers) {
        this.translator = translator;
        this.answers = answers;
    }

    @RequestMapping("/error")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        ProblemException problem = problem(request);
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return ResponseEntity.status(problem.status())
                .headers(answers.headers(problem.status()))
                .body(answers.body(problem, request, path == null ? request.getRequestURI() : path));
    }

    private ProblemException problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return translator.translate(failure);
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? ProblemException.of(HttpStatusCode.valueOf(status), "The request could not be processed.")
                : new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this address.");
    }
}
