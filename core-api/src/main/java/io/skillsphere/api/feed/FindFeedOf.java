package io.skillsphere.api.feed;

import java.util.UUID;

/** Asks for one reader's updates after a position and up to another, in order; answered with a {@link FeedPage}. */
public record FindFeedOf(UUID recipientId, long after, long upTo, int limit) {}
