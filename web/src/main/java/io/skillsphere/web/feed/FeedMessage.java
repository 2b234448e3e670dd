package io.skillsphere.web.feed;

import java.util.UUID;

/** One update as a client sees it; {@code data} is what the matching GET would have answered at that moment. */
record FeedMessage(long position, String type, UUID resourceId, long version, Object data) {}
