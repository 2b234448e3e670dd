package io.skillsphere.query.skill;

import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.query.paging.NewestFirst;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the catalogue; words, category and tags are those of the current wording, whatever their case. */
@Component
class SkillQueries {

    private final JdbcClient jdbc;

    SkillQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<SkillView> find(FindSkill query) {
        return jdbc.sql("SELECT * FROM skill_view WHERE id = ?")
                .param(query.skillId())
                .query(SkillView.class)
                .optional();
    }

    @QueryHandler
    SkillPage find(FindSkills query) {
        return NewestFirst.of(
                        jdbc,
                        "SELECT skill.* FROM skill_view skill LEFT JOIN written_text wording ON wording.id = skill.wording_id")
                .where("skill.status = ?", "PUBLISHED")
                .where("skill.mentor_id = ?", query.mentorId())
                .where("lower(wording.category) = lower(?)", query.category())
                .where("lower(?) IN (SELECT lower(tag) FROM unnest(wording.tags) tag)", query.tag())
                .where("""
                        wording.id IS NOT NULL AND NOT EXISTS (
                            SELECT FROM regexp_split_to_table(trim(lower(?)), '\\s+') word
                            WHERE strpos(lower(concat_ws(' ', wording.title, wording.body, wording.category,
                                array_to_string(wording.tags, ' '))), word) = 0)""", query.query())
                .page(
                        query.before(),
                        query.limit(),
                        new SimplePropertyRowMapper<>(SkillView.class),
                        SkillView::position,
                        SkillPage::new);
    }
}
