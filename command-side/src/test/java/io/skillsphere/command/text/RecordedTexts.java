package io.skillsphere.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.text.WrittenText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Override
    public Optional<String> find(UUID textId) {
        return authors.keySet().stream()
                .filter(text -> text.id().equals(textId))
                .map(WrittenText::body)
                .findFirst();
    }

    @Override
    public void rewrite(UUID textId, String body) {
        UUID authorId = authors.entrySet().stream()
                .filter(text -> text.getKey().id().equals(textId))
                .findFirst()
                .orElseThrow()
                .getValue();
        erase(textId);
        authors.put(new WrittenText(textId, null, body, null, List.of()), authorId);
    }

    @Override
    public void erase(UUID textId) {
        authors.keySet().removeIf(text -> text.id().equals(textId));
    }

    public void assertKept(UUID authorId, WrittenText text) {
        assertThat(authors).containsEntry(text, authorId);
    }

    public void assertNothingKept() {
        assertThat(authors).isEmpty();
    }
}
