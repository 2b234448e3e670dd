package io.skillsphere.web.chat;

import io.skillsphere.api.chat.ConversationPage;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.FindConversations;
import io.skillsphere.api.chat.FindMessages;
import io.skillsphere.api.chat.MessagePage;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Somebody's conversations, and what was said in them. */
@Component
class ConversationsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final ChatPresenter presenter;

    ConversationsOfPerson(QueryGateway queries, ChatPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "conversations",
                EveryPage.of(
                        before -> page(accountId, before),
                        page -> presenter.presentConversations(page.items()),
                        ConversationPage::next),
                "messages",
                EveryPage.of(before -> page(accountId, before), ConversationPage::items, ConversationPage::next)
                        .flatMap(this::messages));
    }

    private ConversationPage page(UUID accountId, Long before) {
        return queries.query(new FindConversations(accountId, before, AT_ONCE), ConversationPage.class)
                .join();
    }

    private Stream<MessageResource> messages(ConversationView conversation) {
        return EveryPage.of(
                after -> queries.query(new FindMessages(conversation.id(), null, after, AT_ONCE), MessagePage.class)
                        .join(),
                page -> presenter.present(page.items()),
                MessagePage::next);
    }
}
