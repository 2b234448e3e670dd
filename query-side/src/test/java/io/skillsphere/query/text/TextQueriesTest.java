package io.skillsphere.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.text.FindTexts;
import io.skillsphere.api.text.Texts;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.query.QuerySideTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TextQueriesTest extends QuerySideTest {

    @Test
    void texts_are_found_by_id_and_what_was_erased_is_left_out() {
        UUID note = UUID.randomUUID();
        UUID wording = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO written_text (id, author_id, title, body, category, tags, written_at)
                VALUES (?, ?, NULL, 'Hello', NULL, '{}', now()), (?, ?, 'Piano', 'Scales', 'Music', '{keys,classical}', now())""")
                .params(note, UUID.randomUUID(), wording, UUID.randomUUID())
                .update();

        assertThat(texts(Set.of(note, wording, UUID.randomUUID())))
                .containsExactlyInAnyOrder(
                        new WrittenText(note, null, "Hello", null, List.of()),
                        new WrittenText(wording, "Piano", "Scales", "Music", List.of("keys", "classical")));
        assertThat(texts(Set.of())).isEmpty();
    }

    private List<WrittenText> texts(Set<UUID> ids) {
        return answer(new FindTexts(ids), Texts.class).items();
    }
}
