package io.skillsphere.api.feed;

/** Asks for updates after a position, in order; answered with a {@link FeedPage}. */
public record FindFeed(long after, int limit) {}
