package io.skillsphere.query.feed;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets updates that nobody can come back to any more, and remembers up to where. */
@Component
public class FeedRetention {

    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration kept;
    private final Clock clock;

    FeedRetention(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${skillsphere.feed.retention:P30D}") Duration kept,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.kept = kept;
        this.clock = clock;
    }

    /** Forgets what is older than the retention, a few at a time; answers how many that were. */
    public long trim() {
        long all = 0;
        int removed;
        do {
            removed = transaction.execute(status -> trimSome());
            all += removed;
        } while (removed == AT_ONCE);
        return all;
    }

    /** In the order of the feed, so that what is kept has no hole. */
    private int trimSome() {
        return jdbc.sql("""
                WITH trimmed AS (
                    DELETE FROM feed WHERE position IN (
                        SELECT position FROM (SELECT position, recorded_at FROM feed ORDER BY position LIMIT :limit) oldest
                        WHERE recorded_at < :before)
                    RETURNING position),
                noted AS (
                    UPDATE feed_retention SET trimmed = greatest(trimmed, (SELECT max(position) FROM trimmed))
                    WHERE EXISTS (SELECT FROM trimmed))
                SELECT count(*) FROM trimmed""")
                .param("limit", AT_ONCE)
                .param("before", Timestamp.from(clock.instant().minus(kept)))
                .query(Integer.class)
                .single();
    }
}
