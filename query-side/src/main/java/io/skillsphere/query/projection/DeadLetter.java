package io.skillsphere.query.projection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not handle, or that waits behind one of the same aggregate. It carries no payload.
 *
 * @param causeType class of what was thrown; null where it only waits behind another
 * @param lastTriedAt when it was last tried, or put here
 * @param diagnostics what the queue noted about it, as JSON
 */
public record DeadLetter(
        UUID id,
        String projection,
        String eventType,
        String aggregateId,
        @Nullable String causeType,
        @Nullable String causeMessage,
        Instant enqueuedAt,
        Instant lastTriedAt,
        @Nullable String diagnostics) {}
