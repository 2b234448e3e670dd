package io.skillsphere.web.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is left to whom, in Postgres and so for all nodes together. All of it comes back when the window has passed. */
@Component
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimits {

    private static final int AT_ONCE = 1000;

    private final RateLimitProperties properties;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

    RateLimits(RateLimitProperties properties, DataSource dataSource, Clock clock) {
        this.properties = properties;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .clientClock(new WallClock(clock))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
    }

    /** For whom the limits are made. */
    enum Policy {
        ANONYMOUS,
        ACCOUNT,
        CREDENTIALS;

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    boolean enabled() {
        return properties.enabled();
    }

    Duration window() {
        return properties.window();
    }

    long quota(Policy policy) {
        return switch (policy) {
            case ANONYMOUS -> properties.anonymous();
            case ACCOUNT -> properties.account();
            case CREDENTIALS -> properties.credentials();
        };
    }

    /** Takes one request from what is left to an address or an account, whichever the policy is for. */
    ConsumptionProbe take(Policy policy, String whose) {
        try {
            return bucket(policy, whose).tryConsumeAndReturnRemaining(1);
        } catch (BucketExecutionException e) {
            // A pool that has lost its connection says so without any SQL state.
            throw new DataAccessResourceFailureException("The limits can't be counted", e);
        }
    }

    /** What is left to an address or an account. */
    Bucket bucket(Policy policy, String whose) {
        BucketConfiguration limit = BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(quota(policy)).refillIntervally(quota(policy), properties.window()))
                .build();
        return buckets.builder().build(policy.title() + ":" + whose, () -> limit);
    }

    /** Those that are full again need not be known. */
    @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void trim() {
        int removed;
        do {
            removed = buckets.removeExpired(AT_ONCE);
        } while (removed == AT_ONCE);
    }

    private record WallClock(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
