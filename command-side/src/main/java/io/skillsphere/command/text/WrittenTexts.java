package io.skillsphere.command.text;

import io.skillsphere.api.text.WrittenText;
import java.util.UUID;

/** Keeps what people write, outside the log and erasable. */
public interface WrittenTexts {

    /** Keeps the text under its id, as its author's, in the transaction of the command; null is nothing to keep. */
    void keep(UUID authorId, WrittenText text);
}
