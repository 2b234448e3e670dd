package io.skillsphere.api.feed;

/** The position of the newest update, 0 where there is none. */
public record FeedHead(long position) {}
