package io.skillsphere.web.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One update as a client sees it; {@code data} is what the matching GET would have answered at that moment. Where nothing was
 * updated, only position and type are set.
 */
record FeedMessage(
        long position,
        String type,
        @Nullable UUID resourceId,
        @Nullable Long version,
        @Nullable Object data) {

    static final String POSITION = "position";
    static final String RESYNC = "resync";

    /** The feed is at this position, and goes on from here. */
    static FeedMessage position(long position) {
        return new FeedMessage(position, POSITION, null, null, null);
    }

    /** What was missed is not kept any more: read everything anew; the feed goes on from this position. */
    static FeedMessage resync(long position) {
        return new FeedMessage(position, RESYNC, null, null, null);
    }
}
