package io.skillsphere.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;

/** Puts an example into every field and parameter, and from these into every body: one for each name, else one for each type. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has its types
final class Examples {

    private static final String SCHEMAS = "#/components/schemas/";

    /** By the name of the field, or by that of its type and its own. */
    private static final Map<String, Object> BY_NAME = Map.ofEntries(
            Map.entry("name", "Piano for beginners"),
            Map.entry("AccountView.name", "Clara"),
            Map.entry("Registration.name", "Clara"),
            Map.entry("SignInProvider.id", "google"),
            Map.entry("SignInProvider.name", "Google"),
            Map.entry("signIn", "/api/auth/oauth/google"),
            Map.entry("provider", "google"),
            Map.entry("codeChallenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            Map.entry("codeVerifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            Map.entry("mentorName", "Clara"),
            Map.entry("learnerName", "Tom"),
            Map.entry("senderName", "Tom"),
            Map.entry("authorName", "Tom"),
            Map.entry("counterpartyName", "Tom"),
            Map.entry("skillName", "Piano for beginners"),
            Map.entry("description", "Scales and first pieces."),
            Map.entry("category", "Music"),
            Map.entry("tag", "piano"),
            Map.entry("query", "piano -jazz"),
            Map.entry("email", "clara@example.org"),
            Map.entry("password", "a long passphrase"),
            Map.entry("currentPassword", "a long passphrase"),
            Map.entry("newPassword", "a longer passphrase"),
            Map.entry("accessToken", "eyJraWQiOiI..."),
            Map.entry("refreshToken", "v1.Kx3Q..."),
            Map.entry("tokenType", "Bearer"),
            Map.entry("expiresIn", 900),
            Map.entry("sessionMinutes", 60),
            Map.entry("priceTokens", 3),
            Map.entry("zone", "Europe/Berlin"),
            Map.entry("from", "09:00"),
            Map.entry("to", "17:30"),
            Map.entry("SlotList.from", "2030-03-01"),
            Map.entry("note", "I have a keyboard."),
            Map.entry("text", "See you on Friday."),
            Map.entry("ReviewBody.text", "Patient and clear."),
            Map.entry("message", "Tom would like to book you; please confirm or decline."),
            Map.entry("reason", "A prize."),
            Map.entry("memo", "Thank you."),
            Map.entry("statement", "Nobody came."),
            Map.entry("rating", 5),
            Map.entry("cursor", "YmVmb3JlOjQy"),
            Map.entry("next", "YmVmb3JlOjQy"),
            Map.entry("limit", 20),
            Map.entry("projection", "bookings"),
            Map.entry("ProjectionStatus.name", "bookings"),
            Map.entry("rejection", "insufficient-tokens"));

    private final Map<String, Schema> schemas;

    Examples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static void addTo(OpenAPI api) {
        Examples examples = new Examples(api.getComponents().getSchemas());
        examples.addToFields();
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(operation -> {
                    if (operation.getParameters() != null) {
                        operation.getParameters().stream()
                                .filter(parameter -> parameter.getSchema() != null && parameter.getExample() == null)
                                .forEach(parameter -> parameter.setExample(
                                        examples.of("", parameter.getName(), parameter.getSchema())));
                    }
                    if (operation.getRequestBody() != null) {
                        examples.addTo(operation.getRequestBody().getContent());
                    }
                    operation.getResponses().forEach((status, response) -> {
                        if (status.startsWith("2")) {
                            examples.addTo(response.getContent());
                        }
                    });
                });
    }

    void addToFields() {
        schemas.forEach(this::addToFields);
    }

    private void addToFields(String type, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        schema.getProperties().forEach((field, property) -> {
            if (isScalar(property) && property.getExamples() == null && property.getEnum() == null) {
                property.setExamples(List.of(of(type, field, property)));
            }
        });
    }

    private static boolean isScalar(Schema<?> schema) {
        return schema.getTypes() != null
                && !schema.getTypes().contains("object")
                && !schema.getTypes().contains("array");
    }

    private void addTo(Content content) {
        if (content != null && content.get(MediaType.APPLICATION_JSON_VALUE) != null) {
            var media = content.get(MediaType.APPLICATION_JSON_VALUE);
            if (media.getSchema() != null && media.getExample() == null && media.getExamples() == null) {
                media.setExample(of("", "", media.getSchema()));
            }
        }
    }

    /** One of this type. */
    Object of(Schema<?> schema) {
        return of("", "", schema);
    }

    private Object of(String type, String field, Schema<?> schema) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            return of(name, field, schemas.get(name));
        }
        if (schema.getAnyOf() != null) {
            return of(type, field, schema.getAnyOf().get(0));
        }
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return schema.getExamples().get(0);
        }
        if (schema.getEnum() != null) {
            return schema.getEnum().get(0);
        }
        if (schema.getDefault() != null) {
            return schema.getDefault();
        }
        if (schema.getProperties() != null) {
            Map<String, Object> object = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> object.put(name, of(type, name, property)));
            return object;
        }
        Object named = BY_NAME.getOrDefault(type + "." + field, BY_NAME.get(field));
        String is = schema.getTypes() == null || schema.getTypes().isEmpty()
                ? "object"
                : schema.getTypes().iterator().next();
        return switch (is) {
            case "array" -> List.of(of(type, singular(field), schema.getItems()));
            case "string" ->
                schema.getFormat() == null && named instanceof String ? named : text(field, schema.getFormat());
            case "integer" ->
                named instanceof Integer
                        ? named
                        : schema.getMinimum() == null
                                ? 1
                                : Math.max(1, schema.getMinimum().intValue());
            case "number" -> 4.5;
            case "boolean" -> true;
            default -> Map.of();
        };
    }

    private static String singular(String field) {
        return field.endsWith("s") ? field.substring(0, field.length() - 1) : field;
    }

    private static Object text(String field, String format) {
        return switch (format == null ? "" : format) {
            case "uuid" ->
                UUID.nameUUIDFromBytes(field.getBytes(StandardCharsets.UTF_8)).toString();
            case "date-time" -> field.startsWith("end") ? "2030-03-01T16:00:00Z" : "2030-03-01T15:00:00Z";
            case "date" -> "2030-12-24";
            case "duration" -> "PT24H";
            case "email" -> BY_NAME.get("email");
            default -> field.isEmpty() ? "text" : field;
        };
    }
}
