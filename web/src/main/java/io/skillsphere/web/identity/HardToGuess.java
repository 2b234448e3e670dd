package io.skillsphere.web.identity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/** The password must satisfy the {@link PasswordPolicy}, which looks at the other fields as well. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HardToGuess.Validator.class)
@interface HardToGuess {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports at the field {@code password}. */
    class Validator implements ConstraintValidator<HardToGuess, Registration> {

        @Override
        public boolean isValid(Registration registration, ConstraintValidatorContext context) {
            if (registration.password() == null) {
                return true;
            }
            Optional<String> objection =
                    PasswordPolicy.objectionTo(registration.password(), registration.name(), registration.email());
            context.disableDefaultConstraintViolation();
            objection.ifPresent(message -> context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode("password")
                    .addConstraintViolation());
            return objection.isEmpty();
        }
    }
}
