package io.skillsphere.query.skill;

import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.LogPosition;
import io.skillsphere.query.projection.Projection;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The catalogue: skills as they are offered now. */
@Component
@ProcessingGroup("skills")
class SkillProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;

    SkillProjection(JdbcClient jdbc, Feed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    @Override
    public List<String> tables() {
        return List.of("skill_view");
    }

    @EventHandler
    void on(SkillPublished event, @SequenceNumber long version, @LogPosition long position) {
        apply(jdbc.sql("""
                INSERT INTO skill_view
                    (id, mentor_id, wording_id, session_minutes, price_tokens, status, version, position)
                VALUES (?, ?, ?, ?, ?, 'PUBLISHED', ?, ?)
                ON CONFLICT DO NOTHING RETURNING *""")
                .params(
                        event.skillId(),
                        event.mentorId(),
                        event.wordingId(),
                        event.sessionMinutes(),
                        event.priceTokens(),
                        version,
                        position));
    }

    @EventHandler
    void on(SkillRevised event, @SequenceNumber long version) {
        apply(jdbc.sql("""
                UPDATE skill_view SET wording_id = ?, session_minutes = ?, price_tokens = ?, version = ?
                WHERE id = ? AND version < ? RETURNING *""")
                .params(
                        event.wordingId(),
                        event.sessionMinutes(),
                        event.priceTokens(),
                        version,
                        event.skillId(),
                        version));
    }

    @EventHandler
    void on(SkillRetired event, @SequenceNumber long version) {
        apply(jdbc.sql("""
                UPDATE skill_view SET status = 'RETIRED', version = ?
                WHERE id = ? AND version < ? RETURNING *""").params(version, event.skillId(), version));
    }

    private void apply(StatementSpec change) {
        change.query(new RecordRowMapper<>(SkillView.class))
                .optional()
                .ifPresent(skill -> feed.publish(
                        FeedType.SKILL, skill.id(), skill.version(), skill, skill.mentorId(), Feed.EVERYBODY));
    }
}
