package io.skillsphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands, queries, answers and events travel between nodes as JSON and arrive as they were sent. */
class MessagesTravelTest {

    @ParameterizedTest
    @MethodSource("records")
    void a_message_arrives_as_it_was_sent(Class<?> type) throws Exception {
        Object sent = instance(type, MessagesTravelTest::something);
        assertThat(arrived(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_was_left_out_stays_left_out(Class<?> type) throws Exception {
        Object sent = instance(type, part -> part instanceof Class<?> c && c.isPrimitive() ? something(part) : null);
        assertThat(arrived(sent)).isEqualTo(sent);
    }

    static Stream<Class<?>> records() {
        return PublishedLanguage.records();
    }

    private static Object arrived(Object sent) {
        return PublishedLanguage.SERIALIZER.deserialize(PublishedLanguage.SERIALIZER.serialize(sent, byte[].class));
    }

    private static Object instance(Class<?> type, Function<Type, Object> value) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Stream.of(parts).map(RecordComponent::getGenericType).map(value).toArray();
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object something(Type type) {
        if (type instanceof ParameterizedType generic) {
            Object element = something(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isRecord()) {
            try {
                return instance(simple, MessagesTravelTest::something);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        if (simple.isEnum()) {
            return simple.getEnumConstants()[0];
        }
        return switch (simple.getSimpleName()) {
            case "UUID" -> UUID.randomUUID();
            case "Instant" -> Instant.parse("2030-05-01T10:00:00.123456Z");
            case "Duration" -> Duration.ofMinutes(90);
            case "LocalDate" -> LocalDate.of(2030, 5, 1);
            case "LocalTime" -> LocalTime.of(9, 30);
            case "ZoneId" -> ZoneId.of("Europe/Berlin");
            case "String" -> "Ünïcödé, \"quoted\"";
            case "int" -> 42;
            case "long", "Long" -> 1L << 53;
            case "boolean" -> true;
            case "BigDecimal" -> new BigDecimal("4.5");
            default -> throw new IllegalArgumentException("No example of " + type);
        };
    }
}
