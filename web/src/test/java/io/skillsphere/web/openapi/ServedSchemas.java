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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A description that a running application serves, and the schemas in it. */
final class ServedSchemas {

    private static final String ID = "https://skillsphere.test/description";

    private final JsonNode api;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    /** Reads what is at an address. */
    ServedSchemas(String address) {
        api = read(URI.create(address));
        JsonNode strict = api.deepCopy();
        strict.at("/components/schemas").forEach(ServedSchemas::close);
        String text = strict.toString();
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text))));
    }

    private static JsonNode read(URI address) {
        try {
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Clients may not rely on there being no other fields; but here each must be described. */
    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    /** The description itself. */
    JsonNode api() {
        return api;
    }

    /** What is wrong with a value, by a reference to its schema such as {@code #/components/schemas/Problem}. */
    List<String> validate(String reference, JsonNode value) {
        return known
                .computeIfAbsent(reference, same -> schemas.getSchema(SchemaLocation.of(ID + reference), config))
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
