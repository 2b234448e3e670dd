package io.skillsphere.web.idempotency;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@code UUID} of what a request makes, as a parameter of a controller: a new one, or again the same where the request
 * came before with its Idempotency-Key and was never answered.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(hidden = true)
public @interface NewId {}
