package io.skillsphere.query.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillStatus;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.query.QuerySideTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SkillProjectionTest extends QuerySideTest {

    private final UUID mentor = UUID.randomUUID();

    @Test
    void a_skill_is_what_was_last_said_of_it() {
        UUID skill = UUID.randomUUID();
        UUID wording = UUID.randomUUID();
        UUID otherWording = UUID.randomUUID();
        log.record(skill, new SkillPublished(skill, mentor, wording, 60, 3));
        assertThat(answer(new FindSkill(skill), SkillView.class))
                .isEqualTo(new SkillView(skill, mentor, wording, 60, 3, SkillStatus.PUBLISHED, 0, 1));

        log.record(skill, new SkillRevised(skill, mentor, otherWording, 30, 4));
        assertThat(answer(new FindSkill(skill), SkillView.class))
                .isEqualTo(new SkillView(skill, mentor, otherWording, 30, 4, SkillStatus.PUBLISHED, 1, 1));

        log.record(skill, new SkillRetired(skill, mentor));
        assertThat(answer(new FindSkill(skill), SkillView.class))
                .isEqualTo(new SkillView(skill, mentor, otherWording, 30, 4, SkillStatus.RETIRED, 2, 1));
    }

    @Test
    void the_catalogue_lists_what_is_published_newest_first() {
        UUID first = publish(mentor, "First", "one", "c");
        UUID second = publish(mentor, "Second", "two", "c");
        UUID retired = publish(mentor, "Third", "three", "c");
        log.record(retired, new SkillRetired(retired, mentor));

        assertThat(ids(new FindSkills(null, null, null, null, null, 10))).containsExactly(second, first);
    }

    @Test
    void pages_continue_where_the_last_one_ended() {
        UUID first = publish(mentor, "First", "one", "c");
        UUID second = publish(mentor, "Second", "two", "c");
        UUID third = publish(mentor, "Third", "three", "c");

        SkillPage page = find(new FindSkills(null, null, null, null, null, 2));
        assertThat(page.items()).extracting(SkillView::id).containsExactly(third, second);
        assertThat(page.next()).isNotNull();

        SkillPage last = find(new FindSkills(null, null, null, null, page.next(), 2));
        assertThat(last.items()).extracting(SkillView::id).containsExactly(first);
        assertThat(last.next()).isNull();
        assertThat(find(new FindSkills(null, null, null, null, null, 3)).next()).isNull();
    }

    @Test
    void every_word_must_be_somewhere_in_the_wording() {
        UUID piano = publish(mentor, "Piano", "Scales and chords, 100% fun", "Music", "keys", "Classical");
        UUID guitar = publish(mentor, "Guitar", "Chords for the campfire", "Music", "strings");

        assertThat(words("chords")).containsExactly(guitar, piano);
        assertThat(words("CHORDS  piano")).containsExactly(piano);
        assertThat(words("music classical")).containsExactly(piano);
        assertThat(words("piano campfire")).isEmpty();
        assertThat(words("100%")).containsExactly(piano);
        assertThat(words("%")).containsExactly(piano);
        assertThat(words("p_ano")).isEmpty();
        assertThat(words("  ")).containsExactly(guitar, piano);
    }

    @Test
    void category_and_tag_match_whole_and_in_any_case() {
        UUID piano = publish(mentor, "Piano", "x", "Music", "keys", "Classical");
        publish(mentor, "Guitar", "x", "Musicology", "classic");

        assertThat(ids(new FindSkills(null, "mUSIC", null, null, null, 10))).containsExactly(piano);
        assertThat(ids(new FindSkills(null, null, "classical", null, null, 10))).containsExactly(piano);
    }

    @Test
    void one_mentors_skills_can_be_asked_for() {
        UUID other = UUID.randomUUID();
        publish(mentor, "Piano", "x", "Music");
        UUID guitar = publish(other, "Guitar", "x", "Music");

        assertThat(ids(new FindSkills(null, null, null, other, null, 10))).containsExactly(guitar);
    }

    @Test
    void a_skill_whose_wording_was_erased_is_listed_but_not_found_by_words() {
        UUID skill = publish(mentor, "Piano", "x", "Music");
        jdbc.sql("DELETE FROM written_text").update();

        assertThat(ids(new FindSkills(null, null, null, null, null, 10))).containsExactly(skill);
        assertThat(words("piano")).isEmpty();
    }

    private UUID publish(UUID mentorId, String title, String body, String category, String... tags) {
        UUID skill = UUID.randomUUID();
        UUID wording = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO written_text (id, author_id, title, body, category, tags, written_at)
                VALUES (?, ?, ?, ?, ?, ?, now())""").params(wording, mentorId, title, body, category, tags).update();
        log.record(skill, new SkillPublished(skill, mentorId, wording, 60, 3));
        return skill;
    }

    private List<UUID> words(String words) {
        return ids(new FindSkills(words, null, null, null, null, 10));
    }

    private List<UUID> ids(FindSkills query) {
        return find(query).items().stream().map(SkillView::id).toList();
    }

    private SkillPage find(FindSkills query) {
        return answer(query, SkillPage.class);
    }
}
