package io.skillsphere.api.skill;

import java.util.UUID;

/**
 * Asks for published skills, newest first; answered with a {@link SkillPage}. Each filter may be null.
 *
 * @param query words that the name, description, category or tags must contain
 * @param before only skills published before this log position
 */
public record FindSkills(String query, String category, String tag, UUID mentorId, Long before, int limit) {}
