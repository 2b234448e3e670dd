package io.skillsphere.web.chat;

import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts names and texts into conversations. */
@Component
public class ChatPresenter {

    private final AccountDirectory accounts;
    private final TextReader texts;

    ChatPresenter(AccountDirectory accounts, TextReader texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    /** The messages in the given order, as their two people see them. */
    public List<MessageResource> present(List<MessageView> messages) {
        Map<UUID, String> names =
                accounts.names(messages.stream().map(MessageView::senderId).collect(Collectors.toSet()));
        Map<UUID, WrittenText> words = texts.read(messages.stream().map(MessageView::textId));
        return messages.stream().map(message -> present(message, names, words)).toList();
    }

    List<ConversationResource> presentConversations(List<ConversationView> conversations) {
        Map<UUID, String> names = accounts.names(conversations.stream()
                .flatMap(conversation -> Stream.of(conversation.learnerId(), conversation.mentorId()))
                .collect(Collectors.toSet()));
        Map<UUID, MessageResource> last =
                present(conversations.stream()
                                .map(ConversationView::lastMessage)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(MessageResource::conversationId, Function.identity()));
        return conversations.stream()
                .map(conversation -> new ConversationResource(
                        conversation.id(),
                        conversation.learnerId(),
                        names.get(conversation.learnerId()),
                        conversation.mentorId(),
                        names.get(conversation.mentorId()),
                        conversation.lastSeq(),
                        last.get(conversation.id()),
                        conversation.learnerReadUpTo(),
                        conversation.mentorReadUpTo(),
                        conversation.unread()))
                .toList();
    }

    private static MessageResource present(MessageView message, Map<UUID, String> names, Map<UUID, WrittenText> words) {
        WrittenText text = words.get(message.textId());
        return new MessageResource(
                message.id(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                names.get(message.senderId()),
                message.clientMessageId(),
                text == null ? null : text.body(),
                message.sentAt(),
                message.editedAt(),
                message.deletedAt());
    }
}
