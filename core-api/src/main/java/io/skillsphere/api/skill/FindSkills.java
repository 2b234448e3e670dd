package io.skillsphere.api.skill;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Asks for published skills, newest first, or best match first where words are given; answered with a {@link SkillPage}.
 * Each filter may be null.
 *
 * @param query what to look for in name, category, tags and description: words, "phrases", or, -not; the last word may be
 *     the beginning of one
 * @param minRating what the mentor is rated at least, from 1 to 5; without reviews a mentor has no rating
 * @param before the {@code next} of the page before
 */
public record FindSkills(
        String query,
        String category,
        String tag,
        UUID mentorId,
        Long minPrice,
        Long maxPrice,
        BigDecimal minRating,
        Long before,
        int limit) {}
