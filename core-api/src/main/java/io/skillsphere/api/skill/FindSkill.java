package io.skillsphere.api.skill;

import java.util.UUID;

/** Asks for one skill, retired or not; answered with an optional {@link SkillView}. */
public record FindSkill(UUID skillId) {}
