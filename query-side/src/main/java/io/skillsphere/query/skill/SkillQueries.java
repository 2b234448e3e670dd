package io.skillsphere.query.skill;

import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the catalogue; words, category and tags are those of the current wording, whatever their case. */
@Component
class SkillQueries {

    /** Where a skill stands in a list is its position in the log, or what follows from how well it matches. */
    private static final String SELECT = """
            SELECT * FROM (
                SELECT skill.id, skill.mentor_id, skill.wording_id, skill.session_minutes, skill.price_tokens, skill.status,
                    skill.version, %s AS position, wording.title, wording.category, wording.tags, wording.words,
                    rating.rating_sum, rating.review_count
                FROM skill_view skill
                    LEFT JOIN written_text wording ON wording.id = skill.wording_id
                    LEFT JOIN mentor_rating_view rating ON rating.mentor_id = skill.mentor_id) found""";

    /** The words as a search engine takes them; the last may be the beginning of one. */
    private static final String WANTED =
            "regexp_replace(websearch_to_tsquery('simple', ?)::text, '''$', ''':*')::tsquery";

    /** The best match first and the newest of equals, as one number that a page can begin below. */
    private static final String BEST_FIRST =
            "(floor(ts_rank(wording.words, " + WANTED + ", 32) * 1023)::bigint << 43) + skill.position";

    private final JdbcClient jdbc;

    SkillQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<SkillView> find(FindSkill query) {
        return jdbc.sql("SELECT * FROM skill_view WHERE id = ?")
                .param(query.skillId())
                .query(new RecordRowMapper<>(SkillView.class))
                .optional();
    }

    @QueryHandler
    SkillPage find(FindSkills query) {
        return search(jdbc, query)
                .page(
                        query.before(),
                        query.limit(),
                        new RecordRowMapper<>(SkillView.class),
                        SkillView::position,
                        SkillPage::new);
    }

    static NewestFirst search(JdbcClient jdbc, FindSkills query) {
        String words = query.query() == null || query.query().isBlank() ? null : query.query();
        NewestFirst skills = words == null
                ? NewestFirst.of(jdbc, SELECT.formatted("skill.position"))
                : NewestFirst.of(jdbc, SELECT.formatted(BEST_FIRST), words);
        return skills.where("status = ?", "PUBLISHED")
                .where("words @@ " + WANTED, words)
                .where("mentor_id = ?", query.mentorId())
                .where("title IS NOT NULL AND lower(category) = lower(?)", query.category())
                .where("title IS NOT NULL AND lower_each(tags) @> ARRAY[lower(?)]", query.tag())
                .where("price_tokens >= ?", query.minPrice())
                .where("price_tokens <= ?", query.maxPrice())
                .where("rating_sum >= ? * review_count", query.minRating());
    }
}
