package io.skillsphere.query.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillStatus;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.query.QuerySideTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(ids(all(null, 10))).containsExactly(second, first);
    }

    @Test
    void pages_continue_where_the_last_one_ended() {
        UUID first = publish(mentor, "First", "one", "c");
        UUID second = publish(mentor, "Second", "two", "c");
        UUID third = publish(mentor, "Third", "three", "c");

        SkillPage page = find(all(null, 2));
        assertThat(page.items()).extracting(SkillView::id).containsExactly(third, second);
        assertThat(page.next()).isNotNull();

        SkillPage last = find(all(page.next(), 2));
        assertThat(last.items()).extracting(SkillView::id).containsExactly(first);
        assertThat(last.next()).isNull();
        assertThat(find(all(null, 3)).next()).isNull();
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
        assertThat(words("%")).isEmpty();
        assertThat(words("p_ano")).isEmpty();
        assertThat(words("  ")).containsExactly(guitar, piano);
    }

    @Test
    void category_and_tag_match_whole_and_in_any_case() {
        UUID piano = publish(mentor, "Piano", "x", "Music", "keys", "Classical");
        publish(mentor, "Guitar", "x", "Musicology", "classic");

        assertThat(ids(new FindSkills(null, "mUSIC", null, null, null, null, null, null, 10)))
                .containsExactly(piano);
        assertThat(ids(new FindSkills(null, null, "classical", null, null, null, null, null, 10)))
                .containsExactly(piano);
    }

    @Test
    void one_mentors_skills_can_be_asked_for() {
        UUID other = UUID.randomUUID();
        publish(mentor, "Piano", "x", "Music");
        UUID guitar = publish(other, "Guitar", "x", "Music");

        assertThat(ids(new FindSkills(null, null, null, other, null, null, null, null, 10)))
                .containsExactly(guitar);
    }

    @Test
    void a_skill_whose_wording_was_erased_is_listed_but_not_found_by_words() {
        UUID skill = publish(mentor, "Piano", "x", "Music");
        jdbc.sql("DELETE FROM written_text").update();

        assertThat(ids(all(null, 10))).containsExactly(skill);
        assertThat(words("piano")).isEmpty();
    }

    @Test
    void the_last_word_may_be_the_beginning_of_one_and_words_can_be_left_out_or_alternatives() {
        UUID piano = publish(mentor, "Piano", "Scales and chords", "Music", "keys");
        UUID guitar = publish(mentor, "Guitar", "Chords for the campfire", "Music", "strings");

        assertThat(words("music pian")).containsExactly(piano);
        assertThat(words("pian music")).isEmpty();
        assertThat(words("chords -campfire")).containsExactly(piano);
        assertThat(words("scales or strings")).containsExactlyInAnyOrder(guitar, piano);
        assertThat(words("\"for the campfire\"")).containsExactly(guitar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "''", "a'b", "\"", "(", "!", "&", "|", ":*", "-\"a b\"", "\\", "a & b | !c", "<->"})
    void whatever_is_typed_is_looked_for_and_never_a_fault(String typed) {
        publish(mentor, "Piano", "x", "Music");

        assertThat(find(new FindSkills(typed, null, null, null, null, null, null, null, 10)))
                .isNotNull();
    }

    @Test
    void the_name_counts_more_than_the_tags_and_those_more_than_the_description() {
        UUID inName = publish(mentor, "Chess", "x", "Games");
        UUID inTags = publish(mentor, "Openings", "x", "Games", "chess");
        UUID inDescription = publish(mentor, "Endings", "All about chess", "Games");
        UUID newerInName = publish(mentor, "Chess", "x", "Games");

        assertThat(words("chess")).containsExactly(newerInName, inName, inTags, inDescription);
    }

    @Test
    void pages_of_best_matches_continue_where_the_last_one_ended() {
        Random random = new Random(7);
        List<UUID> published = IntStream.range(0, 40)
                .mapToObj(i -> publish(
                        mentor,
                        random.nextBoolean() ? "Chess" : "Game",
                        "about " + "chess ".repeat(random.nextInt(1, 4)),
                        "Games"))
                .toList();
        List<UUID> whole = words("chess", 100);
        assertThat(whole).containsExactlyInAnyOrderElementsOf(published);

        List<UUID> paged = new ArrayList<>();
        Long next = null;
        do {
            SkillPage page = find(new FindSkills("chess", null, null, null, null, null, null, next, 7));
            page.items().forEach(skill -> paged.add(skill.id()));
            next = page.next();
            publish(mentor, "Backgammon", "not what is looked for", "Games");
        } while (next != null);

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void price_and_rating_have_bounds() {
        UUID good = UUID.randomUUID();
        UUID middling = UUID.randomUUID();
        UUID piano = publish(good, "Piano", "x", "Music");
        UUID guitar = publish(middling, "Guitar", "x", "Music");
        publish(mentor, "Drums", "x", "Music");
        rate(good, BookingSide.LEARNER, 5);
        rate(good, BookingSide.LEARNER, 4);
        rate(middling, BookingSide.LEARNER, 3);
        rate(middling, BookingSide.MENTOR, 5);

        assertThat(ids(rated("4.5"))).containsExactly(piano);
        assertThat(ids(rated("4.51"))).isEmpty();
        assertThat(ids(rated("3"))).containsExactly(guitar, piano);
        assertThat(ids(new FindSkills(null, null, null, null, 3L, 3L, null, null, 10)))
                .hasSize(3);
        assertThat(ids(new FindSkills(null, null, null, null, 4L, null, null, null, 10)))
                .isEmpty();
        assertThat(ids(new FindSkills(null, null, null, null, null, 2L, null, null, 10)))
                .isEmpty();
    }

    @Test
    void words_category_and_tag_are_found_by_indexes() {
        jdbc.sql("""
                INSERT INTO written_text (id, author_id, title, body, category, tags, written_at)
                SELECT md5(i::text)::uuid, md5('author')::uuid, 'name' || i, 'body' || i, 'category' || i % 500,
                    ARRAY['tag' || i % 700], now() FROM generate_series(1, 20000) i""").update();
        jdbc.sql("""
                INSERT INTO skill_view
                    (id, mentor_id, wording_id, session_minutes, price_tokens, status, version, position)
                SELECT md5('s' || i)::uuid, md5('author')::uuid, md5(i::text)::uuid, 60, 3, 'PUBLISHED', 0, i
                FROM generate_series(1, 20000) i""").update();
        jdbc.sql("ANALYZE written_text, skill_view").update();

        assertThat(plan(new FindSkills("name123", null, null, null, null, null, null, null, 20)))
                .contains("written_text_words")
                .doesNotContain("Seq Scan on written_text");
        assertThat(plan(new FindSkills(null, null, "tag9", null, null, null, null, null, 20)))
                .contains("written_text_tags")
                .doesNotContain("Seq Scan on written_text");
        assertThat(plan(new FindSkills(null, "Category9", null, null, null, null, null, null, 20)))
                .contains("written_text_category")
                .doesNotContain("Seq Scan on written_text");
        assertThat(plan(new FindSkills(null, null, null, null, null, null, null, null, 20)))
                .contains("skill_view_published");
    }

    private String plan(FindSkills query) {
        return String.join("\n", SkillQueries.search(jdbc, query).plan(query.before(), query.limit()));
    }

    private void rate(UUID mentorId, BookingSide author, int rating) {
        log.record(
                UUID.randomUUID(),
                new ReviewWritten(
                        UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), mentorId, author, rating, null));
    }

    private static FindSkills rated(String atLeast) {
        return new FindSkills(null, null, null, null, null, null, new BigDecimal(atLeast), null, 10);
    }

    private static FindSkills all(Long before, int limit) {
        return new FindSkills(null, null, null, null, null, null, null, before, limit);
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
        return words(words, 10);
    }

    private List<UUID> words(String words, int limit) {
        return ids(new FindSkills(words, null, null, null, null, null, null, null, limit));
    }

    private List<UUID> ids(FindSkills query) {
        return find(query).items().stream().map(SkillView::id).toList();
    }

    private SkillPage find(FindSkills query) {
        return answer(query, SkillPage.class);
    }
}
