package io.skillsphere.web.feed;

/**
 * A kind of message by WebSocket, as clients are told of it.
 *
 * @param name one of its own
 * @param summary when it comes, or what it does
 * @param payload what it is as JSON
 * @param type what stands in the payload's field {@code type}; null where that is no constant
 * @param data what stands in the payload's field {@code data}; null for nothing there
 */
public record StompMessage(String name, String summary, Class<?> payload, String type, Class<?> data) {

    /** A message that is told from others by its destination alone. */
    public static StompMessage of(String name, String summary, Class<?> payload) {
        return new StompMessage(name, summary, payload, null, null);
    }
}
