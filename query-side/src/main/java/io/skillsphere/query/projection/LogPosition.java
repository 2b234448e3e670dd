package io.skillsphere.query.projection;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code long} parameter of an event handler: where the event stands in the log. Unlike the position of its tracking
 * token, no two events share it, and it is the same in a rebuild.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface LogPosition {}
