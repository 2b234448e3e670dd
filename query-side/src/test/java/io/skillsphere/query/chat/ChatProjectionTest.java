package io.skillsphere.query.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.chat.ConversationEvent.ConversationOpened;
import io.skillsphere.api.chat.ConversationEvent.MessageDeleted;
import io.skillsphere.api.chat.ConversationEvent.MessageEdited;
import io.skillsphere.api.chat.ConversationEvent.MessageSent;
import io.skillsphere.api.chat.ConversationEvent.MessagesRead;
import io.skillsphere.api.chat.ConversationPage;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversations;
import io.skillsphere.api.chat.FindMessage;
import io.skillsphere.api.chat.FindMessages;
import io.skillsphere.api.chat.MessagePage;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChatProjectionTest extends QuerySideTest {

    private final Story story = new Story();
    private final UUID booking = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    /** The aggregates; the ids only have to differ from the bookings'. */
    private final UUID conversation = UUID.randomUUID();

    @Test
    void there_is_a_conversation_from_when_the_mentor_is_asked() {
        log.record(booking, story.requested(booking));
        assertThat(conversations(story.mentor)).isEmpty();

        log.record(booking, story.held(booking));

        for (UUID person : List.of(story.learner, story.mentor)) {
            assertThat(conversations(person)).singleElement().satisfies(found -> {
                assertThat(found.id()).isEqualTo(booking);
                assertThat(found.learnerId()).isEqualTo(story.learner);
                assertThat(found.mentorId()).isEqualTo(story.mentor);
                assertThat(found.lastMessage()).isNull();
                assertThat(found.unread()).isZero();
                assertThat(found.version()).isEqualTo(-1);
            });
        }
        assertThat(conversations(UUID.randomUUID())).isEmpty();
    }

    @Test
    void each_counts_what_the_other_said_and_was_not_read() {
        open();
        log.record(conversation, sent(1, story.learner), sent(2, story.learner), sent(3, story.mentor));
        assertThat(conversations(story.mentor).get(0).unread()).isEqualTo(2);
        assertThat(conversations(story.learner).get(0).unread()).isEqualTo(1);
        assertThat(conversations(story.learner).get(0).lastMessage().seq()).isEqualTo(3);

        log.record(conversation, new MessagesRead(booking, story.mentor, story.learner, 1));

        assertThat(conversations(story.mentor).get(0).unread()).isEqualTo(1);
        assertThat(conversations(story.learner).get(0)).satisfies(found -> {
            assertThat(found.unread()).isEqualTo(1);
            assertThat(found.mentorReadUpTo()).isEqualTo(1);
            assertThat(found.learnerReadUpTo()).isZero();
        });
    }

    @Test
    void what_was_taken_back_is_no_longer_unread_and_has_no_text() {
        open();
        MessageSent sent = sent(1, story.learner);
        log.record(conversation, sent, new MessageDeleted(booking, sent.messageId(), story.learner, story.mentor));

        assertThat(conversations(story.mentor).get(0).unread()).isZero();
        assertThat(answer(new FindMessage(sent.messageId()), MessageView.class)).satisfies(message -> {
            assertThat(message.textId()).isNull();
            assertThat(message.deletedAt()).isNotNull();
            assertThat(message.editedAt()).isNull();
        });
    }

    @Test
    void an_edited_message_says_so() {
        open();
        MessageSent sent = sent(1, story.learner);
        log.record(
                conversation,
                sent,
                new MessageEdited(booking, sent.messageId(), story.learner, story.mentor, sent.textId()));

        assertThat(answer(new FindMessage(sent.messageId()), MessageView.class)).satisfies(message -> {
            assertThat(message.textId()).isEqualTo(sent.textId());
            assertThat(message.editedAt()).isNotNull();
            assertThat(message.seq()).isEqualTo(1);
        });
    }

    @Test
    void messages_are_paged_from_the_end_and_from_any_place_both_ways() {
        open();
        log.record(
                conversation,
                LongStream.rangeClosed(1, 7)
                        .mapToObj(seq -> sent(seq, story.learner))
                        .toArray());

        assertThat(page(null, null, 3)).containsExactly(7L, 6L, 5L);
        assertThat(page(5L, null, 3)).containsExactly(4L, 3L, 2L);
        assertThat(page(null, 0L, 3)).containsExactly(1L, 2L, 3L);
        assertThat(page(null, 5L, 3)).containsExactly(6L, 7L);
        assertThat(page(6L, 2L, 10)).containsExactly(3L, 4L, 5L);
        assertThat(answer(new FindMessages(booking, null, null, 3), MessagePage.class)
                        .next())
                .isEqualTo(5);
        assertThat(answer(new FindMessages(booking, null, 0L, 3), MessagePage.class)
                        .next())
                .isEqualTo(3);
        assertThat(answer(new FindMessages(booking, 4L, null, 3), MessagePage.class)
                        .next())
                .isNull();
    }

    @Test
    void the_conversation_that_went_on_last_comes_first() {
        open();
        log.record(other, story.held(other));
        assertThat(conversations(story.learner))
                .extracting(ConversationView::id)
                .containsExactly(other, booking);

        log.record(conversation, sent(1, story.mentor));

        assertThat(conversations(story.learner))
                .extracting(ConversationView::id)
                .containsExactly(booking, other);
        ConversationPage page = answer(new FindConversations(story.learner, null, 1), ConversationPage.class);
        assertThat(answer(new FindConversations(story.learner, page.next(), 1), ConversationPage.class)
                        .items())
                .extracting(ConversationView::id)
                .containsExactly(other);
    }

    @Test
    void both_people_are_fed_every_message_and_every_read_marker() {
        open();
        log.record(conversation, sent(1, story.learner), new MessagesRead(booking, story.mentor, story.learner, 1));

        for (UUID person : List.of(story.learner, story.mentor)) {
            assertThat(jdbc.sql("SELECT type FROM feed WHERE recipient_id = ? AND type LIKE 'CHAT%' ORDER BY position")
                            .param(person)
                            .query(String.class)
                            .list())
                    .containsExactly("CHAT_MESSAGE", "CHAT_READ");
        }
    }

    private void open() {
        log.record(booking, story.held(booking));
        log.record(conversation, new ConversationOpened(booking, story.learner, story.mentor));
    }

    private MessageSent sent(long seq, UUID sender) {
        return new MessageSent(
                booking,
                UUID.randomUUID(),
                seq,
                sender,
                sender.equals(story.learner) ? story.mentor : story.learner,
                UUID.randomUUID(),
                UUID.randomUUID());
    }

    private List<ConversationView> conversations(UUID accountId) {
        return answer(new FindConversations(accountId, null, 10), ConversationPage.class)
                .items();
    }

    private List<Long> page(Long before, Long after, int limit) {
        return answer(new FindMessages(booking, before, after, limit), MessagePage.class).items().stream()
                .map(MessageView::seq)
                .toList();
    }
}
