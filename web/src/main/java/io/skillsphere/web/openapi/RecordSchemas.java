package io.skillsphere.web.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.EntityVersion;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

/** Describes records: what may be null in them, and a name of its own for each. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has its types
@Component
class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = Json.mapper().constructType(type.getType());
        Class<?> raw = javaType.getRawClass();
        if (raw == Cursor.class) {
            return text("What `next` of the page before was.", "YmVmb3JlOjQy");
        }
        if (raw == EntityVersion.class) {
            return text("The `ETag` of what was read before.", "\"3\"").pattern("^(W/)?\"\\d{1,18}\"$");
        }
        if (!raw.isRecord() && !raw.isEnum()) {
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        }
        if (type.getName() == null && !javaType.hasGenericTypes()) {
            type.name(name(raw));
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (schema != null && raw.isRecord()) {
            Schema<?> model = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().substring(REFERENCE.length()));
            Map<String, Schema> properties = model.getProperties() == null ? Map.of() : model.getProperties();
            for (RecordComponent component : raw.getRecordComponents()) {
                properties.computeIfPresent(component.getName(), (name, property) -> describe(component, property));
            }
        }
        return schema;
    }

    /** What is nested is named with what it is nested in, unless that is only the controller that reads it. */
    private String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String name = outer == null || outer.isAnnotationPresent(RestController.class)
                ? type.getSimpleName()
                : name(outer) + type.getSimpleName();
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("Clients can't tell %s from %s: rename one.".formatted(type, other));
        }
        return name;
    }

    private static Schema<?> describe(RecordComponent component, Schema<?> property) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return new JsonSchema().description("Any JSON");
        }
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? orNull(property) : property;
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.getTypes() == null || property.getTypes().contains("null")) {
            return property.getAnyOf() != null
                    ? property
                    : new JsonSchema().anyOf(List.of(property, new JsonSchema().typesItem("null")));
        }
        property.addType("null");
        return property;
    }

    private static Schema<?> text(String description, String example) {
        return new JsonSchema().typesItem("string").description(description).examples(List.of(example));
    }
}
