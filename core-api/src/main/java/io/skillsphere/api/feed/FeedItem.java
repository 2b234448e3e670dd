package io.skillsphere.api.feed;

import java.util.UUID;

/**
 * One update of one projection for one reader.
 *
 * @param position where it stands in the feed; rises with every update
 * @param recipientId who may see it; null where everybody may
 * @param data the view as it was then, as JSON: the record that {@code type} names, with ids in place of names and texts
 */
public record FeedItem(long position, UUID recipientId, FeedType type, UUID resourceId, long version, String data) {}
