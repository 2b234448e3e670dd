package io.skillsphere.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What many operations share: the problem, headers and parameters. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has its types
final class CommonParts {

    static final String PROBLEM = "Problem";
    static final String VIOLATION = "Violation";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String CORRELATION_ID = "X-Correlation-Id";

    private static final String RATE_LIMIT = "RateLimit";
    private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    private static final String CORRELATION = "[A-Za-z0-9._-]{1,64}";

    private CommonParts() {}

    static void addTo(Components components) {
        components
                .addSchemas(VIOLATION, violation())
                .addSchemas(PROBLEM, problem())
                .addParameters(
                        IDEMPOTENCY_KEY,
                        new Parameter()
                                .in("header")
                                .name(IDEMPOTENCY_KEY)
                                .description(
                                        "Best a UUID. The same request with the same key, within 24 hours, is answered as the first time.")
                                .schema(text("^[\\x21-\\x7e]{1,255}$", "8e03978e-40d5-43e8-bc93-6894a57f9324")))
                .addParameters(
                        CORRELATION_ID,
                        new Parameter()
                                .in("header")
                                .name(CORRELATION_ID)
                                .description(
                                        "An id of the client's for this request, found again in the answer and the logs;"
                                                + " one that is none is replaced.")
                                .schema(text(null, "checkout-17")))
                .addParameters(
                        HttpHeaders.IF_NONE_MATCH,
                        new Parameter()
                                .in("header")
                                .name(HttpHeaders.IF_NONE_MATCH)
                                .description("The `ETag` of what was read before: 304 where it is the same still.")
                                .schema(text(null, "\"3\"")))
                .addHeaders(
                        CORRELATION_ID,
                        header("The request's id in our logs", text("^" + CORRELATION + "$", "checkout-17"))
                                .required(true))
                .addHeaders(
                        RATE_LIMIT,
                        header(
                                "What is left of the limit, and for how many seconds",
                                text(null, "\"account\";r=998;t=899")))
                .addHeaders(
                        RATE_LIMIT_POLICY,
                        header(
                                "The limit: how many requests in how many seconds",
                                text(null, "\"account\";q=1000;w=900")))
                .addHeaders(HttpHeaders.ETAG, header("The version of what is answered", text(null, "\"3\"")))
                .addHeaders(
                        HttpHeaders.LOCATION,
                        header("Where it is", text(null, "/api/skills/6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11")))
                .addHeaders(
                        HttpHeaders.LINK,
                        header(
                                "The next page, unless this is the last",
                                text(null, "</api/skills?cursor=YmVmb3JlOjQy>; rel=\"next\"")))
                .addHeaders(
                        HttpHeaders.RETRY_AFTER,
                        header(
                                        "In how many seconds to try again",
                                        new JsonSchema()
                                                .typesItem("integer")
                                                .minimum(java.math.BigDecimal.ZERO)
                                                .examples(List.of(5)))
                                .required(true))
                .addHeaders(
                        HttpHeaders.WWW_AUTHENTICATE,
                        header("How to sign in", text(null, "Bearer")).required(true));
    }

    static Schema<?> violation() {
        return new JsonSchema()
                .typesItem("object")
                .description("What is wrong with one field")
                .addProperty("field", text(null, "windows[0].from"))
                .addProperty("message", text(null, "must be a time of day such as 09:30"))
                .required(List.of("field", "message"));
    }

    static Schema<?> problem() {
        return new JsonSchema()
                .typesItem("object")
                .description("A failure (RFC 9457)")
                .addProperty("type", text("^urn:skillsphere:problem:[a-z-]+$", type("validation-failed")))
                .addProperty("title", text(null, "Validation failed"))
                .addProperty("status", new JsonSchema().typesItem("integer").examples(List.of(400)))
                .addProperty("detail", text(null, "The request is not valid: see its violations."))
                .addProperty("instance", text(null, "/api/skills"))
                .addProperty("correlationId", text("^" + CORRELATION + "$", "checkout-17"))
                .addProperty(
                        "violations",
                        new JsonSchema()
                                .typesItem("array")
                                .items(new JsonSchema().$ref("#/components/schemas/" + VIOLATION)))
                .required(List.of("type", "title", "status", "correlationId"));
    }

    private static Schema<?> text(String pattern, String example) {
        return new JsonSchema().typesItem("string").pattern(pattern).examples(List.of(example));
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    static Parameter parameter(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    static void addHeaders(ApiResponse response, String path) {
        response.addHeaderObject(CORRELATION_ID, header(CORRELATION_ID));
        if (path.startsWith("/api/")) {
            response.addHeaderObject(RATE_LIMIT, header(RATE_LIMIT));
            response.addHeaderObject(RATE_LIMIT_POLICY, header(RATE_LIMIT_POLICY));
        }
    }

    static void addFailureHeaders(ApiResponse response, HttpStatus status) {
        response.addHeaderObject(CORRELATION_ID, header(CORRELATION_ID));
        switch (status) {
            case UNAUTHORIZED ->
                response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, header(HttpHeaders.WWW_AUTHENTICATE));
            case TOO_MANY_REQUESTS -> {
                response.addHeaderObject(HttpHeaders.RETRY_AFTER, header(HttpHeaders.RETRY_AFTER));
                response.addHeaderObject(RATE_LIMIT, header(RATE_LIMIT));
                response.addHeaderObject(RATE_LIMIT_POLICY, header(RATE_LIMIT_POLICY));
            }
            case SERVICE_UNAVAILABLE ->
                response.addHeaderObject(HttpHeaders.RETRY_AFTER, header(HttpHeaders.RETRY_AFTER));
            default -> {}
        }
    }

    static String type(String code) {
        return "urn:skillsphere:problem:" + code;
    }

    static String camelCase(String code) {
        return Stream.of(code.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    static Example example(String code, HttpStatus status) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type(code));
        problem.put(
                "title",
                Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' '));
        problem.put("status", status.value());
        problem.put("correlationId", "checkout-17");
        return new Example().value(problem);
    }
}
