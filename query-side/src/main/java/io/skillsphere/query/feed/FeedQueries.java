package io.skillsphere.query.feed;

import io.skillsphere.api.feed.FeedHead;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.api.feed.FindFeedHead;
import io.skillsphere.api.feed.FindFeedOf;
import io.skillsphere.query.row.RecordRowMapper;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the feed in order. */
@Component
class FeedQueries {

    private final JdbcClient jdbc;

    FeedQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    FeedPage find(FindFeed query) {
        return new FeedPage(jdbc.sql("SELECT * FROM feed WHERE position > ? ORDER BY position LIMIT ?")
                .params(query.after(), query.limit())
                .query(new RecordRowMapper<>(FeedItem.class))
                .list());
    }

    @QueryHandler
    FeedPage find(FindFeedOf query) {
        return new FeedPage(jdbc.sql("""
                SELECT * FROM feed WHERE recipient_id = ? AND position > ? AND position <= ?
                ORDER BY position LIMIT ?""")
                .params(query.recipientId(), query.after(), query.upTo(), query.limit())
                .query(new RecordRowMapper<>(FeedItem.class))
                .list());
    }

    @QueryHandler
    FeedHead find(FindFeedHead query) {
        return jdbc.sql("""
                SELECT greatest(coalesce(max(position), 0), trimmed) AS position, trimmed
                FROM (SELECT trimmed FROM feed_retention) kept LEFT JOIN feed ON true GROUP BY trimmed""").query(new RecordRowMapper<>(FeedHead.class)).single();
    }
}
