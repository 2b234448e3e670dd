package io.skillsphere.api.feed;

/** Asks where the feed ends now; answered with {@link FeedHead}. */
public record FindFeedHead() {}
