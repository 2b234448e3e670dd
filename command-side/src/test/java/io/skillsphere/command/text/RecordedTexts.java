package io.skillsphere.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.text.WrittenText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Written texts in memory, by their authors. */
public class RecordedTexts implements WrittenTexts {

    private final Map<WrittenText, UUID> authors = new HashMap<>();

    @Override
    public void keep(UUID authorId, WrittenText text) {
        if (text != null) {
            authors.put(text, authorId);
        }
    }

    public void assertKept(UUID authorId, WrittenText text) {
        assertThat(authors).containsEntry(text, authorId);
    }

    public void assertNothingKept() {
        assertThat(authors).isEmpty();
    }
}
