package io.skillsphere.web.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Completes the description of every operation with what holds for all of its kind, so that controllers need not say it: failures,
 * headers, who may call, names and examples.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has its types
@Component
class Descriptions implements OpenApiCustomizer {

    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
    private static final String PROBLEM = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String SOME_ID = "6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11";

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private final WebInvocationPrivilegeEvaluator security;

    Descriptions(ObjectProvider<RequestMappingInfoHandlerMapping> mappings, WebInvocationPrivilegeEvaluator security) {
        this.mappings = mappings;
        this.security = security;
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        CommonParts.addTo(components);
        Map<String, HandlerMethod> handlers = handlers();
        Map<String, String> operationIds = operationIds(handlers);
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
            String route = verb + " " + path;
            HandlerMethod handler = handlers.get(route);
            if (handler != null) {
                boolean isPublic = isPublic(verb, path);
                operation.setOperationId(operationIds.getOrDefault(route, operation.getOperationId()));
                operation.setSecurity(
                        isPublic ? List.of() : List.of(new SecurityRequirement().addList(OpenApiConfiguration.BEARER)));
                describeParameters(verb, path, operation);
                describeSuccess(verb, path, operation, handler);
                describeFailures(Failures.of(verb.name(), path, handler, isPublic), operation, components);
            }
        }));
        describeSchemas(api);
        Examples.addTo(api);
    }

    /** By verb and path, which a hidden one shares with that which is described. */
    private Map<String, HandlerMethod> handlers() {
        Map<String, HandlerMethod> handlers = new HashMap<>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().forEach((route, handler) -> {
            if (handler.hasMethodAnnotation(Hidden.class)) {
                return;
            }
            for (String path : route.getPatternValues()) {
                for (Object verb : verbs(route)) {
                    handlers.put(verb + " " + path, handler);
                }
            }
        }));
        return handlers;
    }

    private static Set<?> verbs(RequestMappingInfo route) {
        return route.getMethodsCondition().getMethods();
    }

    /** As the security rules say: what somebody who has not signed in is let through to. */
    private boolean isPublic(PathItem.HttpMethod verb, String path) {
        var nobody = new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("NOBODY"));
        return security.isAllowed("", path.replaceAll("\\{[^}]+}", SOME_ID), verb.name(), nobody);
    }

    /**
     * Named after controller and method, so that they stay the same when other controllers come along; where that is not one, also
     * after the verb and, if need be, after the last word of the path.
     */
    private static Map<String, String> operationIds(Map<String, HandlerMethod> handlers) {
        Map<String, List<String>> routes = handlers.entrySet().stream()
                .filter(route -> route.getValue().getBeanType().isAnnotationPresent(RestController.class))
                .collect(groupingBy(route -> operationId(route.getValue()), mapping(Map.Entry::getKey, toList())));
        Map<String, String> ids = new HashMap<>();
        routes.forEach((id, ofThis) -> ofThis.forEach(route -> {
            String verb = route.substring(0, route.indexOf(' '));
            boolean byVerb = ofThis.size() > 1;
            boolean byPath = byVerb
                    && ofThis.stream()
                                    .filter(other -> other.startsWith(verb + " "))
                                    .count()
                            > 1;
            ids.put(
                    route,
                    id
                            + (byVerb ? "By" + capitalized(verb.toLowerCase(Locale.ROOT)) : "")
                            + (byPath ? lastWord(route) : ""));
        }));
        return ids;
    }

    private static String operationId(HandlerMethod handler) {
        String name = handler.getBeanType().getSimpleName().replace("Controller", "");
        return Character.toLowerCase(name.charAt(0))
                + name.substring(1)
                + capitalized(handler.getMethod().getName());
    }

    private static String lastWord(String route) {
        String words = route.replaceAll("/\\{[^}]+}$", "");
        return capitalized(CommonParts.camelCase(words.substring(words.lastIndexOf('/') + 1)));
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void describeParameters(PathItem.HttpMethod verb, String path, Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    // As OpenAPI wants it: that header is described by the media types of the responses.
                    .filter(parameter -> !HttpHeaders.ACCEPT.equalsIgnoreCase(parameter.getName()))
                    .forEach(parameters::add);
        }
        if (Failures.takesIdempotencyKey(verb.name(), path)) {
            parameters.add(CommonParts.parameter(CommonParts.IDEMPOTENCY_KEY));
        }
        if (isTagged(verb, path, operation)) {
            parameters.add(CommonParts.parameter(HttpHeaders.IF_NONE_MATCH));
        }
        parameters.add(CommonParts.parameter(CommonParts.CORRELATION_ID));
        operation.setParameters(parameters);
    }

    private static void describeSuccess(
            PathItem.HttpMethod verb, String path, Operation operation, HandlerMethod handler) {
        boolean answersLater =
                CompletableFuture.class.isAssignableFrom(handler.getReturnType().getParameterType());
        if (answersLater && !operation.getResponses().containsKey("202")) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "202",
                            new ApiResponse()
                                    .description("Taken; it shows in a moment")
                                    .content(null));
        }
        boolean tagged = isTagged(verb, path, operation);
        operation.getResponses().forEach((status, response) -> {
            if (response.getDescription() == null
                    || response.getDescription().isBlank()
                    || response.getDescription().equals("OK")) {
                response.setDescription(
                        HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase());
            }
            CommonParts.addHeaders(response, path);
            if (status.equals("201") || status.equals("202")) {
                response.addHeaderObject(HttpHeaders.LOCATION, CommonParts.header(HttpHeaders.LOCATION));
            }
            if (tagged || (!verb.equals(PathItem.HttpMethod.GET) && status.startsWith("20"))) {
                response.addHeaderObject(HttpHeaders.ETAG, CommonParts.header(HttpHeaders.ETAG));
            }
            if (hasPages(response)) {
                response.addHeaderObject(HttpHeaders.LINK, CommonParts.header(HttpHeaders.LINK));
            }
            describeMedia(response);
        });
        if (tagged) {
            ApiResponse unchanged = new ApiResponse().description("Not changed since the version in If-None-Match");
            CommonParts.addHeaders(unchanged, path);
            unchanged.addHeaderObject(HttpHeaders.ETAG, CommonParts.header(HttpHeaders.ETAG));
            operation.getResponses().addApiResponse("304", unchanged);
        }
    }

    private static boolean isTagged(PathItem.HttpMethod verb, String path, Operation operation) {
        ApiResponse ok = operation.getResponses().get("200");
        return verb == PathItem.HttpMethod.GET
                && path.startsWith("/api/")
                && ok != null
                && ok.getContent() != null
                && Set.of(JSON).equals(ok.getContent().keySet());
    }

    private static boolean hasPages(ApiResponse response) {
        if (response.getContent() == null || response.getContent().get(JSON) == null) {
            return false;
        }
        Schema<?> schema = response.getContent().get(JSON).getSchema();
        return schema != null && schema.get$ref() != null && schema.get$ref().contains("Page");
    }

    /** What is no JSON is a text or bytes, whatever the type of its rows. */
    private static void describeMedia(ApiResponse response) {
        if (response.getContent() == null) {
            return;
        }
        if (response.getContent().isEmpty()) {
            response.setContent(null);
            return;
        }
        response.getContent().forEach((type, media) -> {
            if (type.startsWith("text/") || type.contains("ndjson")) {
                media.setSchema(new JsonSchema().typesItem("string"));
            } else if (type.equals("application/zip")) {
                media.setSchema(null);
            }
        });
    }

    private static void describeFailures(
            SortedMap<Integer, SortedSet<String>> failures, Operation operation, Components components) {
        failures.forEach((status, codes) -> operation
                .getResponses()
                .addApiResponse(status.toString(), failure(HttpStatus.valueOf(status), codes, components)));
    }

    private static ApiResponse failure(HttpStatus status, SortedSet<String> codes, Components components) {
        String name = codes.size() == 1 ? CommonParts.camelCase(codes.first()) : null;
        if (name != null
                && components.getResponses() != null
                && components.getResponses().containsKey(name)) {
            return new ApiResponse().$ref("#/components/responses/" + name);
        }
        Schema<?> ofThese = new JsonSchema()
                .allOf(List.of(
                        new JsonSchema().$ref(SCHEMAS + CommonParts.PROBLEM),
                        new JsonSchema()
                                .typesItem("object")
                                .addProperty(
                                        "type",
                                        oneOf(codes.stream()
                                                .map(CommonParts::type)
                                                .toList()))
                                .addProperty(
                                        "status",
                                        new JsonSchema().typesItem("integer")._const(status.value()))));
        MediaType media = new MediaType().schema(ofThese);
        codes.forEach(code -> media.addExamples(code, CommonParts.example(code, status)));
        ApiResponse response = new ApiResponse()
                .description(String.join(", ", codes))
                .content(new Content().addMediaType(PROBLEM, media));
        CommonParts.addFailureHeaders(response, status);
        if (name == null) {
            return response;
        }
        components.addResponses(name, response);
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static Schema<?> oneOf(List<String> texts) {
        Schema<Object> schema = new JsonSchema();
        schema.addType("string");
        texts.forEach(schema::addEnumItemObject);
        return schema;
    }

    /** Answers have all of their fields, null where there is nothing to say; requests may have no others. */
    private static void describeSchemas(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        Set<String> answered = new HashSet<>();
        Set<String> asked = new HashSet<>();
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(operation -> {
                    if (operation.getRequestBody() != null) {
                        reach(operation.getRequestBody().getContent(), schemas, asked);
                    }
                    operation
                            .getResponses()
                            .values()
                            .forEach(response -> reach(response.getContent(), schemas, answered));
                });
        complete(schemas, answered, asked);
    }

    static void complete(Map<String, Schema> schemas, Set<String> answered, Set<String> asked) {
        answered.remove(CommonParts.PROBLEM);
        answered.forEach(name -> {
            Schema<?> schema = schemas.get(name);
            if (schema.getProperties() != null) {
                schema.setRequired(List.copyOf(schema.getProperties().keySet()));
            }
        });
        asked.forEach(name -> {
            Schema<?> schema = schemas.get(name);
            if (schema.getProperties() != null) {
                schema.setAdditionalProperties(false);
            }
        });
    }

    private static void reach(Content content, Map<String, Schema> schemas, Set<String> reached) {
        if (content != null) {
            content.values().forEach(media -> reach(media.getSchema(), schemas, reached));
        }
    }

    /** Adds the names of all types that belong to this one. */
    static void reach(Schema<?> schema, Map<String, Schema> schemas, Set<String> reached) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            if (reached.add(name)) {
                reach(schemas.get(name), schemas, reached);
            }
        }
        reach(schema.getItems(), schemas, reached);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            reach(values, schemas, reached);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> reach(property, schemas, reached));
        }
        for (List<Schema> alternatives : Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
            if (alternatives != null) {
                alternatives.forEach(alternative -> reach(alternative, schemas, reached));
            }
        }
    }
}
