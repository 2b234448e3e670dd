package io.skillsphere.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skillsphere.web.feed.StompDestination;
import io.skillsphere.web.feed.StompMessage;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.stereotype.Component;

/**
 * Describes what goes over the WebSocket as AsyncAPI 3: made of the destinations that are open and of the types of their messages,
 * in the same way as the OpenAPI, so that one type is the same schema in both.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has its types
@Component
class AsyncApi {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final ObjectMapper WITH_NULLS = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<StompDestination> destinations;

    AsyncApi(List<StompDestination> destinations) {
        this.destinations = destinations.stream()
                .sorted(Comparator.comparing(StompDestination::pattern))
                .toList();
    }

    /** The description of what is served at this address, such as {@code https://api.example.org}. */
    JsonNode of(URI address) {
        Map<String, Schema> schemas = schemas();
        ObjectNode api = Json31.mapper().createObjectNode();
        api.put("asyncapi", "3.0.0");
        api.putObject("info")
                .put("title", "SkillSphere by WebSocket")
                .put("version", "1")
                .put("description", """
                        STOMP 1.2 over a WebSocket at `/ws`. `CONNECT` needs the header `Authorization: Bearer <access token>`; the session \
                        ends with the token. A destination that is not described here, or is not open to who asks, is answered with an ERROR \
                        frame, whose header `message` says why and which ends the session. `send` is what clients get where they subscribe, \
                        `receive` what they may send. Each frame comes in a text message of its own; a client that reads them as a stream, as \
                        @stomp/stompjs and Spring's do, may ask with the header `batch: true` of SUBSCRIBE for several in one binary message, \
                        which keeps it up to date where much happens.""")
                .putObject("license")
                .put("name", "Apache-2.0");
        api.put("defaultContentType", "application/json");
        api.putObject("servers")
                .putObject("stomp")
                .put("host", address.getRawAuthority())
                .put("pathname", "/ws")
                .put("protocol", address.getScheme().equals("https") ? "wss" : "ws")
                .put("description", "STOMP 1.2")
                .putArray("security")
                .addObject()
                .put("$ref", "#/components/securitySchemes/" + OpenApiConfiguration.BEARER);
        ObjectNode channels = api.putObject("channels");
        ObjectNode operations = api.putObject("operations");
        ObjectNode components = api.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (StompDestination destination : destinations) {
            describe(destination, channels, operations);
            destination.messages().forEach(message -> messages.set(message.name(), describe(message, schemas)));
        }
        ObjectNode types = components.putObject("schemas");
        schemas.forEach((name, schema) -> types.set(name, tree(schema)));
        components
                .putObject("securitySchemes")
                .putObject(OpenApiConfiguration.BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put(
                        "description",
                        "The access token of `POST /api/auth/login`, in the header `Authorization` of CONNECT.");
        return api;
    }

    private static void describe(StompDestination destination, ObjectNode channels, ObjectNode operations) {
        String id = destination.pattern().substring(1).replaceAll("[{}]", "").replace('/', '.');
        boolean sends = destination.command() == StompCommand.SUBSCRIBE;
        ObjectNode channel = channels.putObject(id);
        channel.put("address", destination.pattern()).put("description", destination.summary());
        Matcher variable = VARIABLE.matcher(destination.pattern());
        while (variable.find()) {
            channel.withObject("parameters").putObject(variable.group(1)).put("description", "A UUID.");
        }
        ObjectNode messages = channel.putObject("messages");
        ObjectNode operation = operations.putObject((sends ? "subscribe." : "send.") + id);
        operation.put("action", sends ? "send" : "receive").put("summary", destination.summary());
        operation.putObject("channel").put("$ref", "#/channels/" + id);
        ArrayNode ofOperation = operation.putArray("messages");
        for (StompMessage message : destination.messages()) {
            messages.putObject(message.name()).put("$ref", "#/components/messages/" + message.name());
            ofOperation.addObject().put("$ref", "#/channels/" + id + "/messages/" + message.name());
        }
    }

    private static ObjectNode describe(StompMessage message, Map<String, Schema> schemas) {
        String payload = name(message.payload());
        Schema<?> common = schemas.get(payload);
        Map<String, Object> example =
                new LinkedHashMap<>((Map<String, Object>) new Examples(schemas).of(reference(payload)));
        Schema<?> schema = reference(payload);
        if (message.type() != null) {
            JsonSchema these = new JsonSchema();
            these.typesItem("object")
                    .addProperty("type", new JsonSchema().typesItem("string")._const(message.type()));
            example.put("type", message.type());
            common.getProperties().forEach((field, property) -> {
                if (isNullable(property)) {
                    Schema<?> only = only(field, property, message);
                    these.addProperty(field, only);
                    example.put(field, isNull(only) ? null : new Examples(schemas).of(only));
                }
            });
            schema = new JsonSchema().allOf(List.of(schema, these));
        }
        ObjectNode described = Json31.mapper().createObjectNode();
        described.put("title", message.name()).put("summary", message.summary()).put("contentType", "application/json");
        described.set("payload", tree(schema));
        described.putArray("examples").addObject().set("payload", WITH_NULLS.valueToTree(example));
        return described;
    }

    /** What a field is in this message that may be null in others. */
    private static Schema<?> only(String field, Schema<?> property, StompMessage message) {
        if (message.data() == null) {
            return new JsonSchema().typesItem("null");
        }
        if (field.equals("data")) {
            return reference(name(message.data()));
        }
        Schema<?> given = new JsonSchema().format(property.getFormat());
        property.getTypes().stream().filter(type -> !type.equals("null")).forEach(given::addType);
        return given;
    }

    private static boolean isNullable(Schema<?> property) {
        return property.getTypes() != null && property.getTypes().contains("null")
                || property.getAnyOf() != null && property.getAnyOf().stream().anyMatch(AsyncApi::isNull);
    }

    private static boolean isNull(Schema<?> schema) {
        return Set.of("null").equals(schema.getTypes());
    }

    /** Of all messages: what clients get has all of its fields, what they send may have no others. */
    private Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new TreeMap<>();
        List<Schema<?>> got = new ArrayList<>();
        List<Schema<?>> sent = new ArrayList<>();
        for (StompDestination destination : destinations) {
            for (StompMessage message : destination.messages()) {
                List<Schema<?>> way = destination.command() == StompCommand.SEND ? sent : got;
                way.add(resolve(message.payload(), schemas));
                if (message.data() != null) {
                    way.add(resolve(message.data(), schemas));
                }
            }
        }
        // Of no request, so without its id.
        schemas.put(CommonParts.PROBLEM, CommonParts.problem().required(List.of("type", "title", "status")));
        schemas.put(CommonParts.VIOLATION, CommonParts.violation());
        Descriptions.complete(schemas, reach(got, schemas), reach(sent, schemas));
        new Examples(schemas).addToFields();
        return schemas;
    }

    private static Set<String> reach(List<Schema<?>> roots, Map<String, Schema> schemas) {
        Set<String> reached = new HashSet<>();
        roots.forEach(root -> Descriptions.reach(root, schemas, reached));
        return reached;
    }

    private static Schema<?> resolve(Class<?> type, Map<String, Schema> schemas) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        schemas.putAll(resolved.referencedSchemas);
        return resolved.schema;
    }

    private static String name(Class<?> type) {
        return resolve(type, new TreeMap<>()).get$ref().substring(SCHEMAS.length());
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(SCHEMAS + name);
    }

    private static JsonNode tree(Schema<?> schema) {
        return Json31.mapper().valueToTree(schema);
    }
}
