package io.skillsphere.web.skill;

import io.skillsphere.api.skill.SkillStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A skill as clients see it; the wording is null where its author was erased.
 *
 * @param mentorRating what learners gave the mentor on average, from 1 to 5; null where nobody has said so yet
 * @param reviewCount how many learners' reviews that is
 */
public record SkillResource(
        UUID id,
        UUID mentorId,
        @Nullable String mentorName,
        @Nullable String name,
        @Nullable String description,
        @Nullable String category,
        List<String> tags,
        int sessionMinutes,
        long priceTokens,
        @Nullable Double mentorRating,
        long reviewCount,
        SkillStatus status,
        long version) {}
