package io.skillsphere.api.feed;

/**
 * How far the feed goes.
 *
 * @param position of the newest update, whether or not it is still kept; 0 where there was none
 * @param trimmed the highest position that is not kept any more; 0 where all are
 */
public record FeedHead(long position, long trimmed) {}
