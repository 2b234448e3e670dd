package io.skillsphere.command.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sent messages for tests of what uses them. */
public class MessagesInMemory implements SentMessages {

    private final Map<UUID, SentMessage> messages = new HashMap<>();

    @Override
    public Optional<SentMessage> find(UUID messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    @Override
    public void add(SentMessage message) {
        messages.putIfAbsent(message.messageId(), message);
    }

    @Override
    public void update(SentMessage message) {
        messages.put(message.messageId(), message);
    }
}
