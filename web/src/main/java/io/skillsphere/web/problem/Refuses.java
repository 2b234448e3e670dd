package io.skillsphere.web.problem;

import io.skillsphere.api.rejection.RejectionCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a route refuses besides what every route of its kind does (input that is not valid, callers who may not, versions, keys).
 * It is described to clients, and tests fail at an answer that is not described.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** What a command handler behind the route refuses. */
    RejectionCode[] value() default {};

    /** What the route itself refuses. */
    ProblemCode[] also() default {};
}
