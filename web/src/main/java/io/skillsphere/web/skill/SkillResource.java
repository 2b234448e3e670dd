package io.skillsphere.web.skill;

import io.skillsphere.api.skill.SkillStatus;
import java.util.List;
import java.util.UUID;

/** A skill as clients see it; the wording is null where its author was erased. */
public record SkillResource(
        UUID id,
        UUID mentorId,
        String mentorName,
        String name,
        String description,
        String category,
        List<String> tags,
        int sessionMinutes,
        long priceTokens,
        SkillStatus status,
        long version) {}
