package io.skillsphere.query.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.query.projection.Replays;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Checks the log itself, event by event: each is what was sealed of it, its aggregate goes on without a gap, and the tokens
 * keep their rules after every single one. The first event after which something is not so is the answer.
 */
@Component
public class Invariants {

    /** So long after its booking a hold may still be open, for whoever resolves it may have been down. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int TELL_EVERY = 10_000;

    private final SealedLog log;
    private final ObjectMapper json;
    private final Clock clock;

    Invariants(SealedLog log, @Qualifier("defaultAxonObjectMapper") ObjectMapper json, Clock clock) {
        this.log = log;
        this.json = json;
        this.clock = clock;
    }

    /** Looks at every event up to the head that the log has now; reads it as a stream. */
    public InvariantReport check(Replays.Progress progress) throws IOException {
        long began = System.nanoTime();
        Walk walk = new Walk(log.head(), progress);
        String broken = null;
        try {
            log.forEach(walk.head, walk::read);
            walk.end();
        } catch (BrokenInvariantException e) {
            broken = e.getMessage();
        }
        return walk.rules.report(walk.position, walk.events, (System.nanoTime() - began) / 1_000_000, broken);
    }

    private final class Walk {

        private final long head;
        private final Replays.Progress progress;
        private final TokenRules rules = new TokenRules();
        private byte[] seal = new byte[Sha256.LENGTH];
        private long seals;
        private long events;
        private long position;
        private boolean unsealed;

        Walk(long head, Replays.Progress progress) {
            this.head = head;
            this.progress = progress;
        }

        void read(SealedLog.Entry entry) {
            position = entry.position();
            requireSealed(entry);
            rules.apply(event(entry.event()));
            if (++events % TELL_EVERY == 0) {
                progress.at(position, head);
            }
        }

        /** The newest events may wait for their seals; before one that has its seal, none does. */
        private void requireSealed(SealedLog.Entry entry) {
            if (entry.index() == null) {
                unsealed = true;
                return;
            }
            if (entry.event() == null) {
                throw new BrokenInvariantException("the event that was sealed here is gone");
            }
            if (unsealed) {
                throw new BrokenInvariantException("an event before this one was never sealed");
            }
            if (entry.index() != seals++) {
                throw new BrokenInvariantException("seal %d follows %d seals", entry.index(), seals - 1);
            }
            if (!Arrays.equals(entry.hash(), entry.event().hash())) {
                throw new BrokenInvariantException("the event is not what was sealed");
            }
            seal = Sha256.of(seal, entry.hash());
            if (!Arrays.equals(entry.seal(), seal)) {
                throw new BrokenInvariantException("the seal does not follow from the one before it");
            }
        }

        private TokenRules.Event event(LoggedEvent logged) {
            try {
                JsonNode event = json.readTree(logged.bare());
                String type = event.path("payloadType").asText();
                return new TokenRules.Event(
                        logged.position(),
                        event.path("aggregateId").asText(),
                        event.path("aggregateType").asText(),
                        event.path("sequenceNumber").asLong(),
                        type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$'))),
                        Instant.parse(event.path("timestamp").asText()),
                        event.path("payload"));
            } catch (JsonProcessingException | DateTimeParseException e) {
                throw new BrokenInvariantException("the event can't be read: %s", e.getMessage());
            }
        }

        void end() {
            Instant tooLong = clock.instant().minus(PATIENCE);
            rules.report(position, events, 0, null).waiting().stream()
                    .filter(waiting -> waiting.since().isBefore(tooLong))
                    .findFirst()
                    .ifPresent(waiting -> {
                        position = waiting.endedAtPosition();
                        throw new BrokenInvariantException(
                                "the booking ended, and hold %s is still open", waiting.holdId());
                    });
        }
    }
}
