package io.skillsphere.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.api.notification.InboxEvent.AllNotificationsRead;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import io.skillsphere.query.projection.DeadLetters;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;

class FeedTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();

    @Autowired
    private ObjectMapper json;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    private DeadLetters deadLetters;

    @Test
    void each_update_is_for_those_who_may_see_it_and_in_order() {
        log.append(story.skill, story.published());
        log.append(story.learner, story.issued(story.learner, 10));
        log.append(booking, story.requested(booking), story.held(booking));
        log.project();

        assertThat(feed())
                .extracting(item -> item.type() + " " + name(item.recipientId()) + " " + item.version())
                .containsExactlyInAnyOrder(
                        "SKILL mentor 0",
                        "SKILL everybody 0",
                        "WALLET learner 0",
                        "BOOKING learner 0",
                        "BOOKING mentor 0",
                        "BOOKING learner 1",
                        "BOOKING mentor 1",
                        "NOTIFICATION mentor 0");
        assertThat(feed()).extracting(FeedItem::position).isSorted().doesNotHaveDuplicates();
        assertThat(feed().stream()
                        .filter(item -> item.type() == FeedType.BOOKING && story.learner.equals(item.recipientId())))
                .extracting(FeedItem::version)
                .containsExactly(0L, 1L);
    }

    @Test
    void an_update_holds_the_view_as_it_was_then() throws Exception {
        log.record(booking, story.requested(booking));
        BookingView then = answer(new FindBooking(booking), BookingView.class);
        log.record(booking, story.held(booking));

        FeedItem first = feed().get(0);
        assertThat(first.resourceId()).isEqualTo(booking);
        assertThat(json.readValue(first.data(), BookingView.class)).isEqualTo(then);
        assertThat(json.readTree(first.data()).get("startsAt").asText()).isEqualTo("2030-01-07T10:00:00Z");
    }

    @Test
    void the_feed_is_read_on_from_a_position() {
        log.record(booking, story.requested(booking), story.held(booking));
        List<FeedItem> all = feed();

        assertThat(answer(new FindFeed(0, 2), FeedPage.class).items()).isEqualTo(all.subList(0, 2));
        assertThat(answer(new FindFeed(all.get(1).position(), 100), FeedPage.class)
                        .items())
                .isEqualTo(all.subList(2, all.size()));
    }

    /** Positions are numbers of a sequence, which are handed out in one order and could be committed in another. */
    @Test
    void an_update_whose_transaction_stays_open_is_not_overtaken_by_one_that_got_a_later_position() {
        jdbc.sql("ALTER TABLE wallet_view ADD CONSTRAINT broken CHECK (account_id <> '%s')".formatted(story.learner))
                .update();
        log.record(story.learner, story.issued(story.learner, 10));
        jdbc.sql("ALTER TABLE wallet_view DROP CONSTRAINT broken").update();
        UUID letter = deadLetters.list().get(0).id();
        List<FeedItem> read = new ArrayList<>();
        AtomicReference<CompletableFuture<Void>> later = new AtomicReference<>();

        transactions.executeInTransaction(() -> {
            log.record(story.skill, story.published());
            later.set(CompletableFuture.runAsync(() -> deadLetters.retry(letter))); // by another writer
            await().atMost(Duration.ofSeconds(30)).until(() -> later.get().isDone() || somebodyWaits());
            read.addAll(CompletableFuture.supplyAsync(this::feed).join()); // as everybody else sees it
        });
        read.addAll(readOn(read));
        later.get().join();
        read.addAll(readOn(read));

        assertThat(read).isEqualTo(feed());
        assertThat(read).extracting(FeedItem::type).containsExactly(FeedType.SKILL, FeedType.SKILL, FeedType.WALLET);
        assertThat(read).extracting(FeedItem::position).isSorted();
    }

    @Test
    void every_batch_wakes_the_listeners_once_even_where_nothing_is_fed() throws Exception {
        UUID inbox = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("LISTEN projections");
            log.record(inbox, new AllNotificationsRead(story.learner), new AllNotificationsRead(story.mentor));

            assertThat(feed()).isEmpty();
            assertThat(connection.unwrap(PGConnection.class).getNotifications(5_000))
                    .hasSize(1);
            assertThat(connection.unwrap(PGConnection.class).getNotifications(50))
                    .isNullOrEmpty();
            connection.createStatement().execute("UNLISTEN *");
        }
    }

    private boolean somebodyWaits() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                .query(Boolean.class)
                .single();
    }

    private List<FeedItem> readOn(List<FeedItem> read) {
        long after = read.isEmpty() ? 0 : read.get(read.size() - 1).position();
        return answer(new FindFeed(after, 100), FeedPage.class).items();
    }

    private List<FeedItem> feed() {
        return answer(new FindFeed(0, 100), FeedPage.class).items();
    }

    private String name(UUID account) {
        return account == null ? "everybody" : account.equals(story.learner) ? "learner" : "mentor";
    }
}
