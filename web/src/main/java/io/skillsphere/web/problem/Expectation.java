package io.skillsphere.web.problem;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a field of some type must look like, without naming the type. */
final class Expectation {

    private static final String UNKNOWN_FORM = "is not in the expected form";

    private Expectation() {}

    /** The same for a parameter or a header, which is a text and never an object. */
    static String ofText(Class<?> type) {
        return type != null && type.isRecord() ? UNKNOWN_FORM : of(type);
    }

    static String of(Class<?> type) {
        if (type == null) {
            return "can't be read";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (type == UUID.class) {
            return "must be a UUID";
        }
        if (type == Instant.class) {
            return "must be an instant such as 2030-01-31T09:00:00Z";
        }
        if (type == String.class) {
            return "must be a text, without NUL";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return "must be a whole number";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return type.isRecord() ? "must be an object" : UNKNOWN_FORM;
    }
}
