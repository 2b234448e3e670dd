package io.skillsphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {

    /** What can't hold a word that somebody wrote. */
    private static final Set<Class<?>> IMPERSONAL =
            Set.of(UUID.class, int.class, long.class, Instant.class, Duration.class);

    @Test
    void the_events_are_found() {
        assertThat(PublishedLanguage.events()).hasSizeGreaterThanOrEqualTo(20).allMatch(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_has_a_revision(Class<?> event) {
        assertThat(event.getAnnotation(Revision.class)).isNotNull();
        assertThat(event.getAnnotation(Revision.class).value()).matches("[1-9][0-9]*");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_has_no_place_for_personal_data(Class<?> event) {
        assertThat(leaves(event)).isNotEmpty().allMatch(type -> IMPERSONAL.contains(type) || type.isEnum());
    }

    static Stream<Class<?>> events() {
        return PublishedLanguage.events();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .flatMap(EventRulesTest::leaves)
                : Stream.of(type);
    }
}
