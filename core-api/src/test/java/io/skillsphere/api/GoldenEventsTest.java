package io.skillsphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in the log must be readable for ever. Each sample in golden/ is an event as the log has it: its type's name,
 * its revision and its payload. A sample is never edited once released; a changed event is a new revision with a new sample
 * and an upcaster for the old one.
 */
class GoldenEventsTest {

    @Test
    void every_event_has_a_sample_and_every_sample_an_event() throws Exception {
        assertThat(samples())
                .containsExactlyInAnyOrderElementsOf(PublishedLanguage.events()
                        .map(GoldenEventsTest::sampleOf)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_sample_is_read_into_its_event_and_written_as_it_was(Class<?> event) throws Exception {
        JsonNode sample = sample(event);
        String type = sample.get("type").textValue();
        String revision = sample.get("revision").textValue();
        JsonNode payload = sample.get("payload");

        Object read = PublishedLanguage.SERIALIZER.deserialize(
                new SimpleSerializedObject<>(payload.toString(), String.class, type, revision));
        SerializedObject<String> written = PublishedLanguage.SERIALIZER.serialize(read, String.class);

        assertThat(read).isInstanceOf(event);
        assertThat(written.getType().getName()).isEqualTo(type);
        assertThat(written.getType().getRevision()).isEqualTo(revision);
        assertThat(PublishedLanguage.JSON.readTree(written.getData())).isEqualTo(payload);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_sample_leaves_nothing_out(Class<?> event) throws Exception {
        JsonNode payload = sample(event).get("payload");

        assertThat(Arrays.stream(event.getRecordComponents()).map(RecordComponent::getName))
                .allSatisfy(
                        name -> assertThat(payload.hasNonNull(name)).as(name).isTrue());
    }

    static Stream<Class<?>> events() {
        return PublishedLanguage.events();
    }

    private static List<String> samples() throws IOException, URISyntaxException {
        Path golden = Path.of(GoldenEventsTest.class.getResource("/golden").toURI());
        try (Stream<Path> files = Files.list(golden)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JsonNode sample(Class<?> event) throws IOException {
        try (InputStream sample = GoldenEventsTest.class.getResourceAsStream("/golden/" + sampleOf(event))) {
            return PublishedLanguage.JSON.readTree(sample);
        }
    }

    private static String sampleOf(Class<?> event) {
        return "%s.%s.json"
                .formatted(
                        event.getSimpleName(),
                        event.getAnnotation(Revision.class).value());
    }
}
