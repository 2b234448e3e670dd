package io.skillsphere.api.feed;

/** The kinds of update in the feed. */
public enum FeedType {
    BOOKING("booking"),
    WALLET("wallet"),
    SKILL("skill"),
    AVAILABILITY("availability"),
    NOTIFICATION("notification"),
    CHAT_MESSAGE("chat.message"),
    CHAT_READ("chat.read");

    private final String wireName;

    FeedType(String wireName) {
        this.wireName = wireName;
    }

    /** The name that clients see. */
    public String wireName() {
        return wireName;
    }
}
