package io.skillsphere.web.skill;

import io.skillsphere.api.review.FindRatings;
import io.skillsphere.api.review.Rating;
import io.skillsphere.api.review.Ratings;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Puts names, wordings and ratings into skills. */
@Component
public class SkillPresenter {

    private static final WrittenText ERASED = new WrittenText(null, null, null, null, List.of());

    private final AccountDirectory accounts;
    private final TextReader texts;
    private final QueryGateway queries;

    SkillPresenter(AccountDirectory accounts, TextReader texts, QueryGateway queries) {
        this.accounts = accounts;
        this.texts = texts;
        this.queries = queries;
    }

    /** The skills in the given order, as clients see them. */
    public List<SkillResource> present(List<SkillView> skills) {
        Set<UUID> mentorIds = skills.stream().map(SkillView::mentorId).collect(Collectors.toSet());
        Map<UUID, String> mentorNames = accounts.names(mentorIds);
        Map<UUID, Rating> ratings = ratings(mentorIds);
        Map<UUID, WrittenText> wordings = texts.read(skills.stream().map(SkillView::wordingId));
        return skills.stream()
                .map(skill -> present(
                        skill,
                        mentorNames.get(skill.mentorId()),
                        ratings.get(skill.mentorId()),
                        wordings.getOrDefault(skill.wordingId(), ERASED)))
                .toList();
    }

    private Map<UUID, Rating> ratings(Set<UUID> mentorIds) {
        if (mentorIds.isEmpty()) {
            return Map.of();
        }
        return queries.query(new FindRatings(mentorIds), Ratings.class).join().items().stream()
                .collect(Collectors.toMap(Rating::mentorId, Function.identity()));
    }

    private static SkillResource present(SkillView skill, String mentorName, Rating rating, WrittenText wording) {
        return new SkillResource(
                skill.id(),
                skill.mentorId(),
                mentorName,
                wording.title(),
                wording.body(),
                wording.category(),
                wording.tags(),
                skill.sessionMinutes(),
                skill.priceTokens(),
                rating == null ? null : average(rating),
                rating == null ? 0 : rating.reviewCount(),
                skill.status(),
                skill.version());
    }

    /** To hundredths. */
    private static double average(Rating rating) {
        return Math.round(100.0 * rating.ratingSum() / rating.reviewCount()) / 100.0;
    }
}
