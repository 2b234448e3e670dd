package io.skillsphere.web.skill;

import io.skillsphere.api.skill.SkillView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts names and wordings into skills. */
@Component
public class SkillPresenter {

    private static final WrittenText ERASED = new WrittenText(null, null, null, null, List.of());

    private final AccountDirectory accounts;
    private final TextReader texts;

    SkillPresenter(AccountDirectory accounts, TextReader texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    /** The skills in the given order, as clients see them. */
    public List<SkillResource> present(List<SkillView> skills) {
        Map<UUID, String> mentorNames =
                accounts.names(skills.stream().map(SkillView::mentorId).collect(Collectors.toSet()));
        Map<UUID, WrittenText> wordings = texts.read(skills.stream().map(SkillView::wordingId));
        return skills.stream()
                .map(skill -> present(
                        skill, mentorNames.get(skill.mentorId()), wordings.getOrDefault(skill.wordingId(), ERASED)))
                .toList();
    }

    private static SkillResource present(SkillView skill, String mentorName, WrittenText wording) {
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
                skill.status(),
                skill.version());
    }
}
