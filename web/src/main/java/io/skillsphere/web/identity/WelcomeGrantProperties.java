package io.skillsphere.web.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How many tokens a new account begins with; 0 for none. */
@Validated
@ConfigurationProperties("skillsphere.wallet")
record WelcomeGrantProperties(
        @Min(0) @Max(1_000_000_000) @DefaultValue("10") long welcomeGrant) {}
