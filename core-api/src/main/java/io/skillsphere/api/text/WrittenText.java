package io.skillsphere.api.text;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * What a person wrote: a skill's wording (all parts) or a note (id and body only). Kept in one erasable table, never in an
 * event; events carry its id.
 *
 * @param title a skill's name, null otherwise
 * @param category a skill's category, null otherwise
 * @param tags a skill's tags, empty otherwise
 */
public record WrittenText(
        @NotNull UUID id,
        @Size(max = 120) String title,
        @NotNull @Size(max = 4000) String body,
        @Size(max = 60) String category,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 40) String> tags) {

    /** A new text that has only a body; null for null, since what a person may write they may leave out. */
    public static WrittenText note(String body) {
        return body == null ? null : new WrittenText(UUID.randomUUID(), null, body, null, List.of());
    }

    /** The id of a text that may have been left out. */
    public static UUID idOf(WrittenText text) {
        return text == null ? null : text.id();
    }
}
