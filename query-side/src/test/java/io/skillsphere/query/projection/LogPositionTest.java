package io.skillsphere.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.ledger.TransactionView;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogPositionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID late = UUID.randomUUID();

    @Test
    void an_event_that_is_committed_late_keeps_its_place_in_the_log() {
        log.appendLate(late, story.issued(late, 1), () -> log.record(story.learner, story.issued(story.learner, 2)));
        log.project();

        assertThat(answer(new FindTransactions(null, null, null, null, null, null, null, 10), TransactionPage.class)
                        .items())
                .extracting(TransactionView::accountId, TransactionView::position)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(story.learner, 2L),
                        org.assertj.core.groups.Tuple.tuple(late, 1L));
    }
}
