package io.skillsphere.api.skill;

import java.util.List;

/** A page of skills; {@code next} is the {@code before} of the next page, null on the last. */
public record SkillPage(List<SkillView> items, Long next) {}
