package io.skillsphere.query.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.chat.ConversationPage;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversation;
import io.skillsphere.api.chat.FindConversations;
import io.skillsphere.api.chat.FindMessages;
import io.skillsphere.api.chat.MessagePage;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.query.QuerySideTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a conversation costs that has become very long: {@code -Dmessages=100000} for the figures in {@code docs/performance.md}.
 * Counted are the rows that PostgreSQL touched, which no other load on the machine changes.
 */
class LongConversationTest extends QuerySideTest {

    private static final int MESSAGES = Integer.getInteger("messages", 20_000);
    private static final int PAGE = 100;
    /** Whose every second message is, and who has read none of the other's. */
    private static final UUID LEARNER = UUID.randomUUID();

    private static final UUID MENTOR = UUID.randomUUID();
    private static final UUID CONVERSATION = UUID.randomUUID();

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void write() {
        jdbc.sql("""
                INSERT INTO conversation_view (id, learner_id, mentor_id, last_seq, version, position)
                SELECT md5('conversation' || i)::uuid, :learner, :mentor, 1, 1, i FROM generate_series(1, 100) i
                UNION ALL SELECT :id, :learner, :mentor, :n, :n, 1000""")
                .param("id", CONVERSATION)
                .param("learner", LEARNER)
                .param("mentor", MENTOR)
                .param("n", MESSAGES)
                .update();
        jdbc.sql("""
                INSERT INTO message_view (id, conversation_id, seq, sender_id, client_message_id, text_id, sent_at, version)
                SELECT md5('message' || i)::uuid, :id, i, CASE WHEN i % 2 = 0 THEN :learner ELSE :mentor END,
                    md5('client' || i)::uuid, md5('text' || i)::uuid, timestamptz '2026-01-01Z' + i * interval '1 minute', i
                FROM generate_series(1, :n) i
                UNION ALL
                SELECT md5('other' || i)::uuid, md5('conversation' || i)::uuid, 1, :mentor, md5('client' || i)::uuid,
                    md5('text' || i)::uuid, timestamptz '2026-01-01Z', 1 FROM generate_series(1, 100) i""")
                .param("id", CONVERSATION)
                .param("learner", LEARNER)
                .param("mentor", MENTOR)
                .param("n", MESSAGES)
                .update();
        jdbc.sql("ANALYZE message_view").update();
    }

    @Test
    void it_is_paged_through_both_ways_and_each_page_reads_what_it_shows() {
        List<MessageView> backwards = walk(false);
        List<MessageView> forwards = walk(true);

        assertThat(forwards)
                .extracting(MessageView::seq)
                .isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(backwards)
                .hasSameSizeAs(forwards)
                .startsWith(forwards.get(MESSAGES - 1))
                .endsWith(forwards.get(0));
    }

    private List<MessageView> walk(boolean forwards) {
        List<MessageView> all = new ArrayList<>();
        List<Long> micros = new ArrayList<>();
        Long next = forwards ? 0L : null;
        do {
            Long from = next;
            long began = System.nanoTime();
            MessagePage page = readingAtMost(
                    PAGE + 1,
                    () -> answer(
                            new FindMessages(CONVERSATION, forwards ? null : from, forwards ? from : null, PAGE),
                            MessagePage.class));
            micros.add((System.nanoTime() - began) / 1000);
            all.addAll(page.items());
            next = page.next();
        } while (next != null);
        List<Long> sorted = micros.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d messages %s in pages of %d: p50 %d us, p99 %d us, the first %d us, the last %d us%n",
                MESSAGES,
                forwards ? "forwards" : "backwards",
                PAGE,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                micros.get(0),
                micros.get(micros.size() - 1));
        return all;
    }

    @Test
    void that_nobody_has_read_it_makes_nothing_dear() {
        long unread = readingAtMost(1_001, () -> queries.query(
                                new FindConversation(CONVERSATION, LEARNER),
                                ResponseTypes.optionalInstanceOf(ConversationView.class))
                        .join())
                .orElseThrow()
                .unread();
        assertThat(unread).isEqualTo(500);
        assertThat(readingAtMost(
                                1_000 + 2 * 20, // and of each conversation the newest and what is unread
                                () -> answer(new FindConversations(LEARNER, null, 20), ConversationPage.class))
                        .items()
                        .get(0)
                        .id())
                .isEqualTo(CONVERSATION);
    }

    /** The query, whose handler runs in this transaction, after seeing how many messages PostgreSQL read for it. */
    private <T> T readingAtMost(int most, Supplier<T> query) {
        return transaction.execute(tx -> {
            long before = read();
            T answer = query.get();
            assertThat(read() - before).as("messages read").isLessThanOrEqualTo(most);
            return answer;
        });
    }

    private long read() {
        return jdbc.sql("""
                SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
                WHERE relname = 'message_view'""").query(Long.class).single();
    }
}
