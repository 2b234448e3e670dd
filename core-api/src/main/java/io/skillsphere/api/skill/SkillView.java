package io.skillsphere.api.skill;

import java.util.UUID;

/** A skill as the catalogue knows it; its wording is found by {@code wordingId}. */
public record SkillView(
        UUID id,
        UUID mentorId,
        UUID wordingId,
        int sessionMinutes,
        long priceTokens,
        SkillStatus status,
        long version,
        long position) {}
