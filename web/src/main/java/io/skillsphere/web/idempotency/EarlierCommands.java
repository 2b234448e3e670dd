package io.skillsphere.web.idempotency;

import io.skillsphere.api.account.MetaDataKeys;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.stereotype.Component;

/**
 * Knows from the log whether the command of a request that ended without an answer was carried out: its events carry the
 * request's key.
 */
@Component
public class EarlierCommands {

    private static final CommandTargetResolver TARGETS =
            AnnotationCommandTargetResolver.builder().build();

    private final EventStore events;

    EarlierCommands(EventStore events) {
        this.events = events;
    }

    /** The version to which the command led when this request came before; empty where it did not, or to nothing. */
    public OptionalLong versionAfter(CommandMessage<?> command) {
        return KeyedRequest.current().filter(KeyedRequest::isRepeated).stream()
                .flatMapToLong(request -> Stream.of(request.id().toString(), target(command))
                        .distinct()
                        .flatMap(
                                aggregateId -> events.readEvents(aggregateId, 0).asStream())
                        .filter(event -> isOf(request, event))
                        .mapToLong(DomainEventMessage::getSequenceNumber))
                .max();
    }

    private static String target(CommandMessage<?> command) {
        return TARGETS.resolveTarget(command).getIdentifier();
    }

    /** The key alone would not do: another day it may stand for another request. */
    private static boolean isOf(KeyedRequest request, DomainEventMessage<?> event) {
        return Objects.equals(request.key(), event.getMetaData().get(MetaDataKeys.IDEMPOTENCY_KEY))
                && Objects.equals(
                        request.owner().toString(), event.getMetaData().get(MetaDataKeys.ACTOR))
                && !event.getTimestamp().isBefore(request.firstAt());
    }
}
