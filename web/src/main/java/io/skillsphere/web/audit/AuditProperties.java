package io.skillsphere.web.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is vouched for.
 *
 * @param checkpointEvery how often a checkpoint is signed, if anything happened
 * @param keyLifetime how long a key signs; the next one is made when it is over, and signatures of old ones still count
 */
@ConfigurationProperties("skillsphere.audit")
record AuditProperties(
        @DefaultValue("PT1M") Duration checkpointEvery,
        @DefaultValue("P365D") Duration keyLifetime) {

    AuditProperties {
        if (checkpointEvery.isNegative()
                || checkpointEvery.isZero()
                || keyLifetime.isNegative()
                || keyLifetime.isZero()) {
            throw new IllegalArgumentException("skillsphere.audit: durations must be above zero");
        }
    }
}
