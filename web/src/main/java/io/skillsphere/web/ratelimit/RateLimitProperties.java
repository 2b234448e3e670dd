package io.skillsphere.web.ratelimit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests may come within each window.
 *
 * @param anonymous from an address, without an access token
 * @param account from an account, wherever it is signed in
 * @param credentials from an address, to the routes that take credentials
 */
@Validated
@ConfigurationProperties("skillsphere.rate-limit")
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT15M") Duration window,
        @DefaultValue("100") @Min(1) long anonymous,
        @DefaultValue("1000") @Min(1) long account,
        @DefaultValue("30") @Min(1) long credentials) {}
