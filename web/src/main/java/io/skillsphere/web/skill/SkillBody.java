package io.skillsphere.web.skill;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a mentor offers.
 *
 * @param sessionMinutes 60 where left out
 */
record SkillBody(
        @NotBlank @Size(max = 120) String name,
        @Size(max = 4000) String description,
        @Size(max = 60) String category,
        @Size(max = 20) List<@NotBlank @Size(max = 40) String> tags,
        @Min(5) @Max(480) Integer sessionMinutes,
        @NotNull @Min(1) @Max(1_000_000) Long priceTokens) {

    WrittenText wording() {
        return new WrittenText(
                UUID.randomUUID(),
                name.strip(),
                Objects.requireNonNullElse(description, ""),
                category,
                tags == null ? List.of() : tags);
    }

    int minutes() {
        return sessionMinutes == null ? 60 : sessionMinutes;
    }
}
