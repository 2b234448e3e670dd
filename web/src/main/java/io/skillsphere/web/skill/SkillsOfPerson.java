package io.skillsphere.web.skill;

import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** The skills that a mentor offers; those that were retired are left in the bookings, and in what the mentor wrote. */
@Component
class SkillsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final SkillPresenter presenter;

    SkillsOfPerson(QueryGateway queries, SkillPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "skills",
                EveryPage.of(
                        before -> page(accountId, before), page -> presenter.present(page.items()), SkillPage::next));
    }

    private SkillPage page(UUID accountId, Long before) {
        return queries.query(
                        new FindSkills(null, null, null, accountId, null, null, null, before, AT_ONCE), SkillPage.class)
                .join();
    }
}
