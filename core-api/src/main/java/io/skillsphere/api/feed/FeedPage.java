package io.skillsphere.api.feed;

import java.util.List;

/** Updates in the order of their positions. */
public record FeedPage(List<FeedItem> items) {}
