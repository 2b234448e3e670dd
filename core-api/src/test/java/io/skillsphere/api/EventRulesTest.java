package io.skillsphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {

    /** What can't hold a word that somebody wrote. */
    private static final Set<Type> IMPERSONAL = Set.of(
            UUID.class,
            int.class,
            long.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalTime.class,
            ZoneId.class);

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
        assertThat(leaves(event))
                .isNotEmpty()
                .allMatch(type -> IMPERSONAL.contains(type) || type instanceof Class<?> c && c.isEnum());
    }

    static Stream<Class<?>> events() {
        return PublishedLanguage.events();
    }

    private static Stream<Type> leaves(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return leaves(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> record && record.isRecord()
                ? Stream.of(record.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .flatMap(EventRulesTest::leaves)
                : Stream.of(type);
    }
}
