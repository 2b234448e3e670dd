package io.skillsphere.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The OpenAPI description that a running application serves, to hold its answers against: each must be described, with its status,
 * its headers, and a body without anything that is not described.
 */
public final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Contract> BY_ADDRESS = new ConcurrentHashMap<>();

    private final ServedSchemas served;
    private final Map<Pattern, String> paths = new TreeMap<>((one, other) -> {
        int variables = Integer.compare(variables(one), variables(other));
        return variables != 0 ? variables : one.pattern().compareTo(other.pattern());
    });

    private Contract(String baseUrl) {
        served = new ServedSchemas(baseUrl + "/api-docs/openapi");
        api().path("paths").fieldNames().forEachRemaining(path -> paths.put(pattern(path), path));
    }

    /** What the application at this address serves; read once. */
    public static Contract of(String baseUrl) {
        return BY_ADDRESS.computeIfAbsent(baseUrl, Contract::new);
    }

    /** The description itself. */
    public JsonNode api() {
        return served.api();
    }

    /** What is wrong with an answer, in sentences; none if it is as described. The target is path and query. */
    public List<String> objections(String method, String target, int status, HttpHeaders headers, String body) {
        String path = target.split("\\?")[0];
        Optional<String> described = paths.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = described
                .map(known -> api().path("paths").path(known).path(verb))
                .orElse(api().path("nothing"));
        if (operation.isMissingNode()) {
            return isApi(path) && status >= 400 ? problem(null, status, headers, body, method) : List.of();
        }
        JsonNode response = resolve(operation.path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("%s is not among the statuses %s".formatted(status, names(operation.path("responses"))));
        }
        List<String> objections = new ArrayList<>();
        response.path("headers")
                .properties()
                .forEach(header -> objections.addAll(header(header.getKey(), resolve(header.getValue()), headers)));
        if (status >= 400) {
            objections.addAll(problem(response, status, headers, body, method));
        } else if (!method.equals("HEAD") && status != 304) {
            objections.addAll(body(response, headers, body));
        }
        return objections;
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/");
    }

    private List<String> header(String name, JsonNode header, HttpHeaders headers) {
        Optional<String> value = headers.firstValue(name);
        if (value.isEmpty()) {
            return header.path("required").asBoolean()
                    ? List.of("the header %s is missing".formatted(name))
                    : List.of();
        }
        JsonNode schema = header.path("schema");
        boolean valid = schema.path("type").asText().equals("integer")
                ? value.get().matches("\\d+")
                : !schema.has("pattern")
                        || Pattern.compile(schema.path("pattern").asText())
                                .matcher(value.get())
                                .find();
        return valid ? List.of() : List.of("the header %s is %s".formatted(name, value.get()));
    }

    /** A problem as the operation describes it, or of any kind where there is no such operation. */
    private List<String> problem(JsonNode response, int status, HttpHeaders headers, String body, String method) {
        if (!headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return List.of("it is no application/problem+json but " + headers.firstValue("Content-Type"));
        }
        if (method.equals("HEAD")) {
            return List.of();
        }
        JsonNode problem = tree(body);
        List<String> objections = new ArrayList<>(validate("Problem", problem));
        if (problem.path("status").asInt() != status) {
            objections.add("the status in the body is " + problem.path("status"));
        }
        if (response != null) {
            String type = problem.path("type").asText();
            JsonNode types = response.at("/content/application~1problem+json/schema/allOf/1/properties/type/enum");
            if (!JSON.convertValue(types, List.class).contains(type)) {
                objections.add("the problem %s is not among %s; see @Refuses".formatted(type, types));
            }
        }
        return objections;
    }

    private List<String> body(JsonNode response, HttpHeaders headers, String body) {
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of("it has a body");
        }
        String type = headers.firstValue("Content-Type").orElse("").split(";")[0];
        Optional<JsonNode> media = content.properties().stream()
                .filter(described -> described.getKey().split(";")[0].equals(type))
                .map(Map.Entry::getValue)
                .findFirst();
        if (media.isEmpty()) {
            return List.of("%s is not among the media types %s".formatted(type, names(content)));
        }
        JsonNode schema = media.get().path("schema");
        if (!type.equals("application/json") || schema.isMissingNode()) {
            return List.of();
        }
        return schema.has("$ref") ? served.validate(schema.path("$ref").asText(), tree(body)) : List.of();
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a value of a type, by the name of its schema. */
    public List<String> validate(String schemaName, JsonNode value) {
        return served.validate("#/components/schemas/" + schemaName, value);
    }

    /** The node, or what it refers to. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? api().at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static int variables(Pattern path) {
        return path.pattern().split("\\[\\^/]\\+", -1).length;
    }
}
