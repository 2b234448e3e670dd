package io.skillsphere.web.identity;

import io.skillsphere.web.StartRefusedException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The secret by which a monitoring system reads the metrics; where it is empty, only an ADMIN or AUDITOR does. */
@ConfigurationProperties("skillsphere.metrics")
record ScrapeProperties(@DefaultValue("") String token) {

    private static final int SHORTEST = 32;

    ScrapeProperties {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new StartRefusedException(
                    "SKILLSPHERE_METRICS_TOKEN is shorter than %d characters.".formatted(SHORTEST),
                    "Make one with `openssl rand -base64 32` and start again.");
        }
    }

    boolean isConfigured() {
        return !token.isEmpty();
    }

    @Override
    public String toString() {
        return "ScrapeProperties[]";
    }
}
