package io.skillsphere.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeadLettersTest extends QuerySideTest {

    private final Story story = new Story();

    @Autowired
    private DeadLetters deadLetters;

    @AfterEach
    void mend() {
        jdbc.sql("ALTER TABLE wallet_view DROP CONSTRAINT IF EXISTS broken").update();
    }

    @Test
    void a_projection_that_fails_leaves_the_rest_of_the_batch_as_it_is() {
        UUID other = UUID.randomUUID();
        breakWallets();
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(other, story.issued(other, 5));
        log.append(story.skill, story.published());

        log.project();

        assertThat(answer(new FindWallet(other), WalletView.class).available()).isEqualTo(5);
        assertThat(jdbc.sql("SELECT count(*) FROM transaction_view")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("SELECT count(*) FROM skill_view").query(Long.class).single())
                .isEqualTo(1);
        assertThat(deadLetters.list()).singleElement().satisfies(letter -> {
            assertThat(letter.projection()).isEqualTo("wallets");
            assertThat(letter.eventType()).endsWith("TokensIssued");
            assertThat(letter.aggregateId()).isEqualTo(story.learner.toString());
            assertThat(letter.causeMessage()).contains("broken");
        });
    }

    @Test
    void what_follows_a_dead_letter_waits_behind_it_and_both_are_made_good() {
        breakWallets();
        log.record(story.learner, story.issued(story.learner, 10));
        mend();
        log.record(story.learner, new TokensRedeemed(story.learner, UUID.randomUUID(), 4, null));
        assertThat(deadLetters.list()).hasSize(2);

        deadLetters.retryAll();

        assertThat(deadLetters.list()).isEmpty();
        assertThat(answer(new FindWallet(story.learner), WalletView.class))
                .isEqualTo(new WalletView(story.learner, 6, 0, false, 1));
        assertThat(jdbc.sql("SELECT data FROM feed ORDER BY position")
                        .query(String.class)
                        .list())
                .as("the feed has what the retry changed")
                .hasSize(2)
                .last()
                .asString()
                .contains("\"available\":6");
    }

    @Test
    void what_follows_in_the_same_batch_waits_too_and_was_never_tried() {
        breakWallets();

        log.record(
                story.learner,
                story.issued(story.learner, 10),
                new TokensRedeemed(story.learner, UUID.randomUUID(), 4, null));

        assertThat(deadLetters.list())
                .extracting(DeadLetter::causeType)
                .containsExactly("org.springframework.dao.DataIntegrityViolationException", null);
    }

    @Test
    void a_letter_that_fails_again_stays_and_holds_no_other_up() {
        UUID other = UUID.randomUUID();
        jdbc.sql("ALTER TABLE wallet_view ADD CONSTRAINT broken CHECK (available < 0)")
                .update();
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(other, story.issued(other, 5));
        log.project();
        mend();
        breakWallets();

        deadLetters.retryAll();

        assertThat(deadLetters.list())
                .singleElement()
                .extracting(DeadLetter::aggregateId)
                .isEqualTo(story.learner.toString());
        assertThat(answer(new FindWallet(other), WalletView.class).available()).isEqualTo(5);
    }

    @Test
    void one_sequence_is_retried_by_any_of_its_letters() {
        breakWallets();
        log.record(story.learner, story.issued(story.learner, 10));
        mend();
        log.record(story.learner, new TokensRedeemed(story.learner, UUID.randomUUID(), 4, null));
        UUID second = deadLetters.list().get(1).id();

        assertThat(deadLetters.retry(second)).isTrue();

        assertThat(deadLetters.list()).isEmpty();
        assertThat(deadLetters.retry(second)).isFalse();
    }

    @Test
    void any_letter_can_be_retried_however_many_there_are() {
        jdbc.sql("ALTER TABLE wallet_view ADD CONSTRAINT broken CHECK (available < 0)")
                .update();
        for (int i = 0; i < 12; i++) {
            UUID wallet = UUID.randomUUID();
            log.append(wallet, story.issued(wallet, 10));
        }
        log.project();
        mend();
        DeadLetter last = deadLetters.list().get(11);

        assertThat(deadLetters.retry(last.id())).isTrue();

        assertThat(deadLetters.list()).hasSize(11).doesNotContain(last);
        deadLetters.retryAll();
        assertThat(deadLetters.list()).isEmpty();
    }

    @Test
    void a_letter_can_be_discarded() {
        breakWallets();
        log.record(story.learner, story.issued(story.learner, 10));
        UUID letter = deadLetters.list().get(0).id();

        assertThat(deadLetters.discard(letter)).isTrue();

        assertThat(deadLetters.list()).isEmpty();
        assertThat(deadLetters.discard(letter)).isFalse();
    }

    /** Makes the learner's wallet impossible to write. */
    private void breakWallets() {
        jdbc.sql("ALTER TABLE wallet_view ADD CONSTRAINT broken CHECK (account_id <> '%s')".formatted(story.learner))
                .update();
    }
}
