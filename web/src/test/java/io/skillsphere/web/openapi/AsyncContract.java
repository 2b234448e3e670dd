package io.skillsphere.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The AsyncAPI description that a running application serves, to hold against it what comes from there by WebSocket. */
public final class AsyncContract {

    private static final String ID = "https://skillsphere.test/asyncapi";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, AsyncContract> BY_PORT = new ConcurrentHashMap<>();

    private final JsonNode api;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    private AsyncContract(JsonNode api) {
        this.api = api;
        JsonNode strict = api.deepCopy();
        strict.at("/components/schemas").forEach(AsyncContract::close);
        String text = strict.toString();
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text))));
    }

    /** What the application at this port serves; read once. */
    public static AsyncContract of(int port) {
        return BY_PORT.computeIfAbsent(port, AsyncContract::read);
    }

    private static AsyncContract read(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api-docs/asyncapi"))
                    .build();
            return new AsyncContract(JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The description itself. */
    public JsonNode api() {
        return api;
    }

    /** What is wrong with a message from a destination, in sentences; none if it is as one of those that are described. */
    public List<String> objections(String destination, JsonNode message) {
        Optional<JsonNode> channel = StreamSupport.stream(api.path("channels").spliterator(), false)
                .filter(described ->
                        destination.matches(described.path("address").asText().replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst();
        if (channel.isEmpty()) {
            return List.of("nothing is described at " + destination);
        }
        return channel.get().path("messages").properties().stream()
                .map(described -> validate(described.getKey(), message))
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    /** What is wrong with it as a message of this name. */
    public List<String> validate(String name, JsonNode message) {
        return known
                .computeIfAbsent(
                        name,
                        same -> schemas.getSchema(
                                SchemaLocation.of(ID + "#/components/messages/" + name + "/payload"), config))
                .validate(message)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** Clients may not rely on there being no other fields; but here each must be described. */
    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }
}
