package io.skillsphere.query.feed;

import io.skillsphere.api.feed.FeedHead;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.api.feed.FindFeedHead;
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
                .query(FeedItem.class)
                .list());
    }

    @QueryHandler
    FeedHead find(FindFeedHead query) {
        return new FeedHead(jdbc.sql("SELECT coalesce(max(position), 0) FROM feed")
                .query(Long.class)
                .single());
    }
}
