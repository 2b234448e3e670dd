package io.skillsphere.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class InvariantsTest extends QuerySideTest {

    @Autowired
    private Invariants invariants;

    @Autowired
    private Sealer sealer;

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();

    @Test
    void everything_that_really_happens_keeps_the_rules_at_every_event() {
        story.append(log);
        sealer.sealAll();

        InvariantReport report = check();

        assertThat(report.broken()).isNull();
        assertThat(report.events())
                .isEqualTo(jdbc.sql("SELECT count(*) FROM domain_event_entry")
                        .query(Long.class)
                        .single());
        assertThat(report.issued()).isEqualTo(29);
        assertThat(report.redeemed()).isEqualTo(1);
        assertThat(report.openHolds()).isZero();
        assertThat(report.waiting()).isEmpty();
        assertThat(report.inTransit()).isEmpty();
    }

    @Test
    void what_is_on_its_way_is_named_and_broken_is_nothing() {
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(booking, story.requested(booking));
        log.append(story.learner, story.holdPlaced(booking));
        log.append(booking, story.held(booking), story.declined(booking));
        UUID gift = UUID.randomUUID();
        log.append(story.learner, new TokensSent(story.learner, gift, story.mentor, 2, null));

        InvariantReport report = check();

        assertThat(report.broken()).isNull();
        assertThat(report.waiting()).singleElement().satisfies(hold -> {
            assertThat(hold.holdId()).isEqualTo(booking);
            assertThat(hold.endedAtPosition()).isEqualTo(5);
        });
        assertThat(report.inTransit()).singleElement().satisfies(transfer -> {
            assertThat(transfer.transferId()).isEqualTo(gift);
            assertThat(transfer.amount()).isEqualTo(2);
        });
    }

    @Test
    void a_hold_that_is_still_open_long_after_its_booking_has_ended_is_broken() {
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(booking, story.requested(booking));
        log.append(story.learner, story.holdPlaced(booking));
        log.append(booking, story.held(booking), story.declined(booking));
        jdbc.sql("UPDATE domain_event_entry SET time_stamp = '2020-01-01T00:00:00Z'")
                .update();

        broken(5, "is still open");
    }

    @Test
    void a_wallet_below_zero_is_broken() {
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(story.learner, new TokensRedeemed(story.learner, UUID.randomUUID(), 11, null));

        broken(2, "-1 tokens available");
    }

    @Test
    void a_hold_that_is_resolved_twice_is_broken() {
        heldAndConfirmed();
        log.append(booking, story.completed(booking));
        log.append(story.learner, story.holdCaptured(booking, 3));
        log.append(story.mentor, story.paid(booking, 3));
        log.append(story.learner, story.holdReleased(booking));

        broken(9, "is resolved and is not open");
    }

    @Test
    void a_hold_that_is_resolved_while_its_booking_goes_on_is_broken() {
        heldAndConfirmed();
        log.append(story.learner, story.holdReleased(booking));

        broken(6, "before its booking has ended");
    }

    @Test
    void a_booking_that_goes_on_without_its_hold_is_broken() {
        log.append(booking, story.requested(booking), story.held(booking));

        broken(2, "whose price is not held");
    }

    @Test
    void a_hold_for_no_booking_is_broken() {
        log.append(story.learner, story.issued(story.learner, 10), story.holdPlaced(booking));

        broken(2, "for a booking that is not open");
    }

    @Test
    void a_hold_that_pays_other_than_what_is_due_is_broken() {
        heldAndConfirmed();
        log.append(booking, story.cancelled(booking, story.mentor));
        log.append(story.learner, story.holdCaptured(booking, 1));

        broken(7, "and 0 are due");
    }

    @Test
    void tokens_that_arrive_and_have_left_nowhere_are_broken() {
        log.append(story.mentor, new TokensReceived(story.mentor, UUID.randomUUID(), story.learner, 5, null));

        broken(1, "has left none");
    }

    @Test
    void more_tokens_than_have_left_are_broken() {
        UUID gift = UUID.randomUUID();
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(story.learner, new TokensSent(story.learner, gift, story.mentor, 2, null));
        log.append(story.mentor, new TokensReceived(story.mentor, gift, story.learner, 3, null));

        broken(3, "with 2 tokens, and 3 reach");
    }

    /** At the database itself, in a log that is sealed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a changed amount     | 4 | UPDATE domain_event_entry SET payload = convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"amount":10', '"amount":11'), 'UTF8') WHERE global_index = 4
            changed metadata     | 7 | UPDATE domain_event_entry SET meta_data = convert_to('{"actor":"somebody"}', 'UTF8') WHERE global_index = 7
            a changed time       | 7 | UPDATE domain_event_entry SET time_stamp = '2001-01-01T00:00:00Z' WHERE global_index = 7
            a deleted event      | 7 | DELETE FROM domain_event_entry WHERE global_index = 7
            a deleted last event | 99 | DELETE FROM domain_event_entry WHERE global_index = 99
            an inserted event    | 100 | INSERT INTO domain_event_entry (global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type, payload_revision, time_stamp, payload, meta_data) SELECT 100, gen_random_uuid()::text, aggregate_identifier, 50, type, payload_type, payload_revision, time_stamp, payload, meta_data FROM domain_event_entry WHERE global_index = 4
            swapped order        | 4 | UPDATE domain_event_entry SET global_index = CASE global_index WHEN 4 THEN -5 ELSE -4 END WHERE global_index IN (4, 5); UPDATE domain_event_entry SET global_index = -global_index WHERE global_index < 0
            a changed seal       | 7 | UPDATE seal SET seal = sha256(seal) WHERE position = 7
            what is no JSON      | 7 | UPDATE domain_event_entry SET payload = 'nothing' WHERE global_index = 7
            """)
    void whatever_is_tampered_with_is_found_at_its_position(String what, long position, String sql) {
        story.append(log);
        sealer.sealAll();
        assertThat(check().broken()).as("before anybody touched it").isNull();
        long last = jdbc.sql("SELECT max(global_index) FROM domain_event_entry")
                .query(Long.class)
                .single();

        jdbc.sql(sql.replace("99", Long.toString(last)).replace("100", Long.toString(last + 1)))
                .update();

        InvariantReport report = check();
        assertThat(report.holds()).as(what).isFalse();
        assertThat(report.position())
                .as(what + ": " + report.broken())
                .isEqualTo(position == 99 ? last : position == 100 ? last + 1 : position);
    }

    private void heldAndConfirmed() {
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(booking, story.requested(booking));
        log.append(story.learner, story.holdPlaced(booking));
        log.append(booking, story.held(booking), story.confirmed(booking));
    }

    private void broken(long position, String words) {
        InvariantReport report = check();
        assertThat(report.broken()).contains(words);
        assertThat(report.position()).isEqualTo(position);
    }

    private InvariantReport check() {
        try {
            return invariants.check((position, head) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
