package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Who issues access tokens and how long they last. */
@Validated
@ConfigurationProperties("skillsphere.token")
record TokenProperties(
        @NotBlank @DefaultValue("skillsphere") String issuer,
        @DurationMin(seconds = 1) @DefaultValue("PT15M") Duration accessLifetime) {}
