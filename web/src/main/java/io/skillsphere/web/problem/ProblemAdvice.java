package io.skillsphere.web.problem;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers whatever a controller, or MVC on the way to it, throws. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private final ProblemTranslator translator;
    private final ProblemAnswers answers;

    ProblemAdvice(ProblemTranslator translator, ProblemAnswers answers) {
        this.translator = translator;
        this.answers = answers;
    }

    @ExceptionHandler
    ResponseEntity<Object> handleAnythingElse(Exception e, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            return null;
        }
        return answer(translator.translate(e), e, new HttpHeaders(), request);
    }

    /** Left to the security filters, which know whether somebody is signed in. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException e) {
        throw e;
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(UnreadableBody.explain(e), e, headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(invalid(violations(e.getBindingResult())), e, headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                invalid(e.getParameterValidationResults().stream().flatMap(ProblemAdvice::violations)),
                e,
                headers,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
        return answer(ProblemException.invalid(field, Expectation.ofText(e.getRequiredType())), e, headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ProblemException.invalid(e.getParameterName(), "is required"), e, headers, request);
    }

    /** As inherited, without the warning in the log for what is only a client's mistake. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, null, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e instanceof MissingRequestHeaderException missing
                && missing.getHeaderName().equals(HttpHeaders.IF_MATCH)) {
            ProblemException problem = new ProblemException(
                    ProblemCode.VERSION_REQUIRED, "Send If-Match with the ETag of what you read before.");
            return answer(problem, e, headers, request);
        }
        return super.handleServletRequestBindingException(e, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this address."), e, headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            return handleAnythingElse(e, request);
        }
        String detail = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        return answer(ProblemException.of(status, detail), e, headers, request);
    }

    private ResponseEntity<Object> answer(
            ProblemException problem, Exception e, HttpHeaders mvcHeaders, WebRequest request) {
        HttpHeaders headers = answers.headers(problem.status());
        headers.putAll(mvcHeaders);
        var servletRequest = ((ServletWebRequest) request).getRequest();
        Problem body = answers.body(problem, servletRequest, servletRequest.getRequestURI());
        return super.handleExceptionInternal(e, body, headers, problem.status(), request);
    }

    private static ProblemException invalid(Stream<Violation> violations) {
        List<Violation> sorted = violations.sorted(Violation.BY_FIELD).toList();
        return ProblemException.invalid(sorted);
    }

    private static Stream<Violation> violations(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return violations((Errors) errors);
        }
        String parameter = result.getMethodParameter().getParameterName();
        return result.getResolvableErrors().stream().map(error -> new Violation(parameter, error.getDefaultMessage()));
    }

    private static Stream<Violation> violations(Errors errors) {
        return errors.getAllErrors().stream().map(error -> new Violation(field(error), error.getDefaultMessage()));
    }

    private static String field(ObjectError error) {
        return error instanceof FieldError field ? field.getField() : error.getObjectName();
    }
}
