package io.skillsphere.web.review;

import io.skillsphere.api.review.FindReviews;
import io.skillsphere.api.review.ReviewPage;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** The reviews of somebody's bookings, by either side. */
@Component
class ReviewsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final ReviewPresenter presenter;

    ReviewsOfPerson(QueryGateway queries, ReviewPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "reviews",
                EveryPage.of(
                        before -> page(accountId, before), page -> presenter.present(page.items()), ReviewPage::next));
    }

    private ReviewPage page(UUID accountId, Long before) {
        return queries.query(new FindReviews(null, null, null, accountId, before, AT_ONCE), ReviewPage.class)
                .join();
    }
}
