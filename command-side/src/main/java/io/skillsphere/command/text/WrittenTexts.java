package io.skillsphere.command.text;

import io.skillsphere.api.text.WrittenText;
import java.util.Optional;
import java.util.UUID;

/** Keeps what people write, outside the log and erasable. */
public interface WrittenTexts {

    /** Keeps the text under its id, as its author's, in the transaction of the command; null is nothing to keep. */
    void keep(UUID authorId, WrittenText text);

    /** What a text says; empty where it was erased. */
    Optional<String> find(UUID textId);

    /** Puts other words in the place of a text's; what it said before is gone. */
    void rewrite(UUID textId, String body);

    /** Forgets a text. */
    void erase(UUID textId);
}
