package io.skillsphere.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.skillsphere.api.rejection.Rejection;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/** Everything that this module publishes, and how it is written. */
final class PublishedLanguage {

    /** The settings under which the application writes messages. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final Serializer SERIALIZER =
            JacksonSerializer.builder().objectMapper(JSON).build();

    private PublishedLanguage() {}

    /** The events: what the sealed interfaces permit. */
    static Stream<Class<?>> events() {
        return types().filter(Class::isSealed).flatMap(type -> Stream.of(type.getPermittedSubclasses()));
    }

    /** What can be sent; a record that is not public is its owner's own affair. */
    static Stream<Class<?>> records() {
        return types().filter(Class::isRecord).filter(type -> Modifier.isPublic(type.getModifiers()));
    }

    private static Stream<Class<?>> types() {
        try {
            Path classes = Path.of(Rejection.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                List<Path> found =
                        files.filter(file -> file.toString().endsWith(".class")).toList();
                return found.stream().map(file -> type(classes.relativize(file)));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(Path file) {
        try {
            return Class.forName(file.toString().replaceAll("[/\\\\]", ".").replaceAll("\\.class$", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
