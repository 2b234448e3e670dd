package io.skillsphere.web.chat;

/** What a message may say: up to 4,000 characters, no control characters but those that end lines and tabs. */
final class MessageText {

    static final int LONGEST = 4000;
    static final String READABLE = "[\\P{Cc}\\n\\r\\t]*";
    static final String RULE = "must hold no control characters";

    private MessageText() {}
}
