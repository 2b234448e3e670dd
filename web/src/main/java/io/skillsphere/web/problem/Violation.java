package io.skillsphere.web.problem;

import java.util.Comparator;

/** What is wrong with one field of the input; the field is a path such as {@code windows[0].from}. */
public record Violation(String field, String message) {

    static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);
}
