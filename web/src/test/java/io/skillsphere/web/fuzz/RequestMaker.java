package io.skillsphere.web.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skillsphere.web.openapi.Contract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Makes requests from the description of the API: some as it wants them, most of them not. The same seed makes the same. */
final class RequestMaker {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_LARGE = 70_000;

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\uD800",
            "\uFFFF",
            "\u202Egnp",
            "\uD83C\uDFB9",
            "'; DROP TABLE account; --",
            "%",
            "%00",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "<script>alert(1)</script>",
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "NaN",
            "Infinity",
            "9223372036854775808",
            "2030-02-30T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "1969-12-31T23:59:59.999999999Z",
            "24:00",
            "00000000-0000-0000-0000-000000000000",
            "{}",
            "[]",
            "\"",
            "\\",
            "\r\nX-Injected: 1",
            "a".repeat(5_000),
            "\u00e9".repeat(300));
    private static final List<String> RAW_QUERIES = List.of(
            "",
            "&",
            "=",
            "&&==&",
            "%",
            "%zz=1",
            "a=%",
            "a=%c0%80",
            "limit=1&limit=2",
            "limit[]=1",
            "cursor=%ff%fe",
            "x=" + "y".repeat(4_000));
    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "FOO",
            "X".repeat(40));
    private static final List<String> ODD_HEADERS = List.of(
            "Accept: application/xml",
            "Accept: nonsense",
            "Accept: */*;q=2",
            "Accept: text/csv",
            "Accept-Encoding: gzip;q=0, br",
            "Accept-Language: xx-XX-xx",
            "Accept-Charset: nothing",
            "If-Match: *",
            "If-Match: 7",
            "If-Match: \"99999999999999999999\"",
            "If-Match: \"0\", \"1\"",
            "If-None-Match: *",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "Range: bytes=0-1",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00e9",
            "Idempotency-Key: " + "k".repeat(300),
            "X-Correlation-Id: \u00ff",
            "X-Correlation-Id: a b",
            "Origin: null",
            "Origin: https://evil.test",
            "Origin: nonsense",
            "X-Forwarded-For: 1.2.3.4, nonsense",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Host: a b",
            "X-Forwarded-Port: 99999",
            "X-HTTP-Method-Override: DELETE",
            "Cookie: a=b; JSESSIONID=x",
            "Upgrade: websocket",
            "Content-Encoding: gzip",
            "Content-Language: \u00e9",
            "Authorization: Basic YTpi",
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer \u00ff",
            "Date: never",
            "Host: other",
            "X-Long: " + "v".repeat(6_000));
    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json;charset=nothing",
            "nonsense",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json; a=\"",
            "*/*",
            "application/merge-patch+json");

    private final Contract contract;
    private final Random random;
    private final List<Route> routes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private record Route(String method, String path, JsonNode operation) {}

    RequestMaker(Contract contract, long seed) {
        this.contract = contract;
        this.random = new Random(seed);
        contract.api().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb ->
                        routes.add(new Route(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()))));
    }

    /** An id that there is, to be used now and then. */
    void found(String id) {
        if (ids.size() < 500) {
            ids.add(id);
        } else {
            ids.set(random.nextInt(500), id);
        }
    }

    RawHttp.Request next(String token) {
        Route route = one(routes);
        String method = route.method();
        List<String> headers = new ArrayList<>();
        if (token != null && !chance(0.03)) {
            headers.add("Authorization: Bearer " + token);
        }
        String target = path(route) + query(route, headers);
        byte[] body = new byte[0];
        JsonNode schema = route.operation().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode() && !chance(0.03)) {
            headers.add("Content-Type: " + (chance(0.04) ? one(MEDIA_TYPES) : "application/json"));
            body = body(schema);
        } else if (chance(0.03)) {
            body = "[1, 2".getBytes(StandardCharsets.UTF_8);
        }
        if (chance(0.1)) {
            headers.add(one(ODD_HEADERS));
        }
        if (chance(0.03)) {
            method = one(METHODS);
        }
        return new RawHttp.Request(method, target, headers, body);
    }

    private String path(Route route) {
        String path = route.path();
        // What changes accounts would end the sessions of others who use this application.
        boolean own =
                route.path().startsWith("/api/admin/accounts") || route.path().startsWith("/api/admin/signing-keys");
        while (path.contains("{")) {
            String value = chance(0.2) || (ids.isEmpty() && chance(0.5))
                    ? encoded(one(NASTY))
                    : own || ids.isEmpty() || chance(0.2)
                            ? new UUID(random.nextLong(), random.nextLong()).toString()
                            : one(ids);
            path = path.substring(0, path.indexOf('{')) + value + path.substring(path.indexOf('}') + 1);
        }
        if (chance(0.03)) {
            path += one(List.of(
                    "/", "//", "/..", "/%2e%2e", ";a=b", "/extra", ".json", "%", "%zz", "%2F", "\\", "/%00", "|", "^",
                    "\u00e9"));
        }
        return path.replace(" ", "%20");
    }

    private String query(Route route, List<String> headers) {
        List<String> parts = new ArrayList<>();
        route.operation().path("parameters").forEach(reference -> {
            JsonNode parameter = contract.resolve(reference);
            boolean given = chance(parameter.path("required").asBoolean() ? 0.95 : 0.3);
            String name = parameter.path("name").asText();
            if (given && parameter.path("in").asText().equals("query")) {
                parts.add(name + "=" + encoded(text(value(parameter.path("schema"), 0))));
            } else if (given && parameter.path("in").asText().equals("header")) {
                headers.add(name + ": "
                        + (name.equals("If-Match") ? "\"" + random.nextInt(3) + "\"" : headerText(parameter)));
            }
        });
        if (chance(0.04)) {
            parts.add(one(RAW_QUERIES));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private String headerText(JsonNode parameter) {
        return text(value(parameter.path("schema"), 0)).replaceAll("[\\r\\n]", "");
    }

    private byte[] body(JsonNode schema) {
        if (chance(0.02)) {
            return ("{\"text\": \"" + "x".repeat(TOO_LARGE) + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        if (chance(0.02)) {
            int depth = one(List.of(15, 17, 100, 10_000));
            String opening = one(List.of("[", "{\"a\":"));
            return (opening.repeat(depth) + "1" + (opening.equals("[") ? "]" : "}").repeat(depth))
                    .getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = write(chance(0.03) ? oddity(0) : value(schema, 0));
        if (chance(0.08)) {
            return damaged(bytes);
        }
        return bytes;
    }

    /** By hand, since half characters and repeated fields are what a library would not write. */
    private byte[] write(JsonNode node) {
        try {
            byte[] bytes = JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
            return chance(0.02)
                    ? new String(bytes, StandardCharsets.UTF_8)
                            .replaceFirst("\\{", "{\"name\": \"twice\", ")
                            .getBytes(StandardCharsets.UTF_8)
                    : bytes;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return "{\"name\": \"\\ud800\"}".getBytes(StandardCharsets.UTF_8);
        }
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length == 0 || chance(0.3)) {
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        byte[] damaged = bytes.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** A value of the type, or now and then one that is at or past its limits, or of no such type at all. */
    private JsonNode value(JsonNode reference, int depth) {
        JsonNode schema = contract.resolve(reference);
        if (chance(0.06)) {
            return oddity(depth);
        }
        if (schema.has("anyOf")) {
            return value(schema.path("anyOf").path(0), depth);
        }
        if (schema.has("enum")) {
            JsonNode value =
                    schema.path("enum").path(random.nextInt(schema.path("enum").size()));
            return chance(0.05) ? NODES.textNode(value.asText().toLowerCase(Locale.ROOT)) : value;
        }
        if (schema.has("properties")) {
            return object(schema, depth);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "array" -> array(schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> NODES.textNode(string(schema));
            default -> NODES.objectNode();
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties").properties().forEach(field -> {
            if (chance(required.contains(field.getKey()) ? 0.97 : 0.5)) {
                object.set(field.getKey(), value(field.getValue(), depth + 1));
            }
        });
        if (chance(0.03)) {
            object.set(one(List.of("role", "id", "balance", "__proto__", "class", "")), oddity(depth));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int most = schema.path("maxItems").asInt(5);
        int size = chance(0.05) ? Math.min(most + 1, 600) : random.nextInt(Math.min(most, 4) + 1);
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema) {
        long minimum = schema.path("minimum").asLong(0);
        long maximum = schema.path("maximum").asLong(Long.MAX_VALUE);
        List<Long> edges = List.of(
                minimum,
                minimum - 1,
                maximum,
                maximum + 1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                0L,
                (long) Integer.MAX_VALUE + 1);
        long number = chance(0.15)
                ? one(edges)
                : minimum + random.nextInt((int) Math.max(1, Math.min(100, maximum - minimum + 1)));
        return NODES.numberNode(number);
    }

    private String string(JsonNode schema) {
        if (chance(0.1)) {
            int longest = schema.path("maxLength").asInt(40);
            return chance(0.5) ? one(NASTY) : "b".repeat(Math.min(longest + random.nextInt(2), 20_000));
        }
        return switch (schema.path("format").asText()) {
            case "uuid" ->
                ids.isEmpty() || chance(0.3) ? new UUID(random.nextLong(), random.nextLong()).toString() : one(ids);
            case "date-time" ->
                one(List.of(
                                "2030-03-01T15:00:00Z",
                                "2100-12-31T23:59:59Z",
                                "0001-01-01T00:00:00Z",
                                "9999-12-30T23:59:59.999Z",
                                "2020-01-01T00:00:00+02:00"))
                        .replace(
                                "03-01T15",
                                "%02d-%02dT%02d"
                                        .formatted(1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24)));
            case "date" ->
                "20%02d-%02d-%02d".formatted(20 + random.nextInt(80), 1 + random.nextInt(12), 1 + random.nextInt(31));
            case "email" -> new UUID(random.nextLong(), random.nextLong()) + "@skillsphere.test";
            default ->
                schema.path("examples").isEmpty()
                        ? "text " + random.nextInt(1000)
                        : schema.path("examples").path(0).asText();
        };
    }

    private JsonNode oddity(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(1.5);
            case 3 -> NODES.numberNode(new java.math.BigInteger("9".repeat(40)));
            case 4 -> NODES.textNode(one(NASTY));
            case 5 -> NODES.numberNode(Double.MAX_VALUE);
            case 6 -> NODES.arrayNode().add(oddity(depth + 1));
            case 7 -> NODES.objectNode().set("a", oddity(depth + 1));
            default -> NODES.arrayNode();
        };
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
