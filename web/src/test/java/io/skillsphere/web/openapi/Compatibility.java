package io.skillsphere.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What clients of an older description can't rely on any more in a newer one: for each, where it is and what has changed. */
final class Compatibility {

    /** What a client sends may only be taken more widely, what it gets may only become more certain. */
    private enum Way {
        SENT,
        GOT
    }

    private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems");
    private static final List<String> LOWER = List.of("minimum", "minLength", "minItems");

    private final JsonNode oldApi;
    private final JsonNode newApi;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private Compatibility(JsonNode oldApi, JsonNode newApi) {
        this.oldApi = oldApi;
        this.newApi = newApi;
    }

    static List<String> breaks(JsonNode oldApi, JsonNode newApi) {
        Compatibility compatibility = new Compatibility(oldApi, newApi);
        oldApi.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> compatibility.operation(
                        verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        verb.getValue(),
                        newApi.path("paths").path(path.getKey()).path(verb.getKey()))));
        return compatibility.breaks;
    }

    private void operation(String route, JsonNode before, JsonNode now) {
        if (now.isMissingNode()) {
            add(route, "is gone");
            return;
        }
        if (before.path("security").isEmpty() && !now.path("security").isEmpty()) {
            add(route, "needs a token now");
        }
        parameters(route, parameters(oldApi, before), parameters(newApi, now));
        JsonNode bodyBefore = before.path("requestBody");
        JsonNode bodyNow = now.path("requestBody");
        if (bodyNow.path("required").asBoolean() && !bodyBefore.path("required").asBoolean()) {
            add(route, "needs a body now");
        }
        content(route + " body", bodyBefore.path("content"), bodyNow.path("content"), Way.SENT);
        before.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                response(
                        route + " " + response.getKey(),
                        resolve(oldApi, response.getValue()),
                        resolve(newApi, now.path("responses").path(response.getKey())));
            }
        });
    }

    private static Map<String, JsonNode> parameters(JsonNode api, JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation.path("parameters").forEach(reference -> {
            JsonNode parameter = resolve(api, reference);
            parameters.put(
                    parameter.path("in").asText() + " parameter "
                            + parameter.path("name").asText(),
                    parameter);
        });
        return parameters;
    }

    private void parameters(String route, Map<String, JsonNode> before, Map<String, JsonNode> now) {
        before.forEach((name, parameter) -> {
            if (now.containsKey(name)) {
                schema(
                        route + " " + name,
                        parameter.path("schema"),
                        now.get(name).path("schema"),
                        Way.SENT);
            } else {
                add(route + " " + name, "is gone");
            }
        });
        now.forEach((name, parameter) -> {
            boolean neededBefore = before.containsKey(name)
                    && before.get(name).path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !neededBefore) {
                add(route + " " + name, "is needed now");
            }
        });
    }

    private void response(String where, JsonNode before, JsonNode now) {
        if (now.isMissingNode()) {
            add(where, "is gone");
            return;
        }
        before.path("headers").fieldNames().forEachRemaining(header -> {
            if (!now.path("headers").has(header)) {
                add(where + " header " + header, "is gone");
            }
        });
        content(where, before.path("content"), now.path("content"), Way.GOT);
    }

    private void content(String where, JsonNode before, JsonNode now, Way way) {
        before.properties().forEach(media -> {
            if (now.has(media.getKey())) {
                schema(
                        where,
                        media.getValue().path("schema"),
                        now.path(media.getKey()).path("schema"),
                        way);
            } else {
                add(where + " as " + media.getKey(), "is gone");
            }
        });
    }

    private void schema(String where, JsonNode oldReference, JsonNode newReference, Way way) {
        if (oldReference.has("$ref") && !compared.add(way + oldReference.toString() + newReference)) {
            return;
        }
        JsonNode before = notNull(oldApi, oldReference);
        JsonNode now = notNull(newApi, newReference);
        types(where, types(oldApi, oldReference), types(newApi, newReference), way);
        format(where, before.path("format").asText(), now.path("format").asText(), way);
        values(where, before.path("enum"), now.path("enum"), way);
        if (way == Way.SENT) {
            limits(where, before, now);
        }
        if (before.has("items")) {
            schema(where + "[]", before.path("items"), now.path("items"), way);
        }
        fields(where, before, now, way);
    }

    private void fields(String where, JsonNode before, JsonNode now, Way way) {
        Set<String> neededBefore = texts(before.path("required"));
        Set<String> neededNow = texts(now.path("required"));
        before.path("properties").properties().forEach(field -> {
            String name = where + "." + field.getKey();
            if (!now.path("properties").has(field.getKey())) {
                add(name, "is gone");
                return;
            }
            schema(name, field.getValue(), now.path("properties").path(field.getKey()), way);
            if (way == Way.GOT && neededBefore.contains(field.getKey()) && !neededNow.contains(field.getKey())) {
                add(name, "may be missing now");
            }
        });
        if (way == Way.SENT) {
            neededNow.stream()
                    .filter(field -> !neededBefore.contains(field))
                    .forEach(field -> add(where + "." + field, "is needed now"));
        }
    }

    private void types(String where, Set<String> before, Set<String> now, Way way) {
        boolean fits = way == Way.SENT ? now.containsAll(before) : before.containsAll(now);
        if (!fits && !before.isEmpty()) {
            add(where, "was %s and is %s".formatted(before, now));
        }
    }

    private void format(String where, String before, String now, Way way) {
        boolean fits = before.equals(now) || (way == Way.SENT ? now.isEmpty() : before.isEmpty());
        if (!fits) {
            add(where, "had the format '%s' and has '%s'".formatted(before, now));
        }
    }

    private void values(String where, JsonNode before, JsonNode now, Way way) {
        Set<String> gone = texts(before);
        gone.removeAll(texts(now));
        if (!gone.isEmpty() && (way == Way.GOT || !now.isMissingNode())) {
            add(where, "has no %s any more".formatted(gone));
        }
        if (way == Way.SENT && before.isMissingNode() && !now.isMissingNode()) {
            add(where, "can only be one of %s now".formatted(texts(now)));
        }
    }

    private void limits(String where, JsonNode before, JsonNode now) {
        for (String limit : UPPER) {
            if (now.has(limit)
                    && now.path(limit).asDouble() < before.path(limit).asDouble(Double.MAX_VALUE)) {
                add(where, "has a lower %s now".formatted(limit));
            }
        }
        for (String limit : LOWER) {
            double otherwise = limit.equals("minimum") ? -Double.MAX_VALUE : 0;
            if (now.has(limit)
                    && now.path(limit).asDouble() > before.path(limit).asDouble(otherwise)) {
                add(where, "has a higher %s now".formatted(limit));
            }
        }
        if (now.has("pattern") && !now.path("pattern").equals(before.path("pattern"))) {
            add(where, "has another pattern");
        }
    }

    private void add(String where, String what) {
        breaks.add(where + " " + what);
    }

    private static JsonNode resolve(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The schema without the alternative that it is null. */
    private static JsonNode notNull(JsonNode api, JsonNode reference) {
        JsonNode schema = resolve(api, reference);
        return schema.has("anyOf") ? notNull(api, schema.path("anyOf").path(0)) : schema;
    }

    private static Set<String> types(JsonNode api, JsonNode reference) {
        JsonNode schema = resolve(api, reference);
        Set<String> types = schema.path("type").isTextual()
                ? new TreeSet<>(Set.of(schema.path("type").asText()))
                : texts(schema.path("type"));
        schema.path("anyOf").forEach(alternative -> types.addAll(types(api, alternative)));
        return types;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
