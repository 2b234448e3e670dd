package io.skillsphere.query.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/** The log, read from its beginning by the handlers of some projections. */
final class LogReplay implements AutoCloseable {

    static final int BATCH = 500;

    /** Longer than any event store takes to hand out what is committed. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final List<EventMessageHandler> handlers;
    private final LogPositions positions;
    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final List<TrackedEventMessage<?>> read = new ArrayList<>();
    private Processed seen = new Processed(null);
    private long position;
    private long count;

    LogReplay(
            List<EventMessageHandler> handlers, BlockingStream<TrackedEventMessage<?>> stream, LogPositions positions) {
        this.handlers = handlers;
        this.stream = stream;
        this.positions = positions;
    }

    /** Where the event stands that was handled last. */
    long position() {
        return position;
    }

    /** How many events have been handled. */
    long count() {
        return count;
    }

    /** The next events, as far as the live processor has had them; fewer than a batch where it is caught up with. */
    List<TrackedEventMessage<?>> next(Processed target) {
        readTowards(target);
        Map<String, Long> known = positions.of(read);
        int count = 0;
        while (count < read.size() && target.includes(known.get(read.get(count).getIdentifier()))) {
            count++;
        }
        List<TrackedEventMessage<?>> next = List.copyOf(read.subList(0, count));
        read.subList(0, count).clear();
        return next;
    }

    /** Handles what is left of the target and nothing else: the live processor goes on with the rest. */
    void handleAllOf(Processed target) {
        Instant heard = Instant.now();
        do {
            readTowards(target);
            if (!read.isEmpty()) {
                heard = Instant.now();
            }
            Map<String, Long> known = positions.of(read);
            handle(read.stream()
                    .filter(event -> target.includes(known.get(event.getIdentifier())))
                    .toList());
            read.clear();
        } while (!seen.includesAllOf(target) && !isSilent(heard, target));
    }

    /** Then what is missing are numbers that were never used, and that the live processor has given up. */
    private boolean isSilent(Instant heard, Processed target) {
        boolean silent = heard.plus(SILENCE).isBefore(Instant.now());
        if (silent && seen.position() < target.position()) {
            throw new BrokenLogException(
                    seen.position(),
                    "The log ends at %d, but %d was processed.".formatted(seen.position(), target.position()),
                    null);
        }
        return silent;
    }

    void handle(List<TrackedEventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Long> known = positions.of(events);
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
        ResultMessage<?> result;
        try {
            result = unitOfWork.executeWithResult(() -> {
                position = known.get(unitOfWork.getMessage().getIdentifier());
                for (EventMessageHandler handler : handlers) {
                    handler.handle(unitOfWork.getMessage());
                }
                return null;
            });
        } catch (RuntimeException e) { // what is written at the end of the batch
            throw broken("One of the %d events up to %d".formatted(events.size(), position), e);
        }
        if (result.isExceptional()) {
            throw broken("The event at %d".formatted(position), result.exceptionResult());
        }
        count += events.size();
    }

    private BrokenLogException broken(String what, Throwable cause) {
        return new BrokenLogException(
                position, "%s could not be handled: %s".formatted(what, cause.getMessage()), cause);
    }

    private void readTowards(Processed target) {
        try {
            while (read.size() < BATCH
                    && !seen.includesAllOf(target)
                    && stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                read.add(event);
                seen = new Processed(event.trackingToken());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rebuild was stopped.", e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }

    /** The log says what can't be, or does not say what was processed. */
    static final class BrokenLogException extends IllegalStateException {

        private final long position;

        BrokenLogException(long position, String message, Throwable cause) {
            super(message, cause);
            this.position = position;
        }

        /** Where in the log. */
        long position() {
            return position;
        }
    }
}
