package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who issues access tokens and how long they last, how long a session can be refreshed before one has to sign in again, and
 * how long a key signs.
 */
@Validated
@ConfigurationProperties("skillsphere.token")
record TokenProperties(
        @NotBlank @DefaultValue("skillsphere") String issuer,
        @DurationMin(seconds = 1) @DefaultValue("PT15M") Duration accessLifetime,
        @DurationMin(minutes = 1) @DefaultValue("P30D") Duration refreshLifetime,
        @DurationMin(hours = 1) @DefaultValue("P90D") Duration signingKeyLifetime) {}
