package io.skillsphere.query.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay and how it goes.
 *
 * @param position where in the log it stands
 * @param head where it has to get to, as known so far
 * @param report what was found; null until it is done
 * @param cause why it failed, or null
 */
public record ReplayJob(
        UUID id,
        State state,
        long position,
        long head,
        @Nullable ReplayReport report,
        @Nullable String cause,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** How a replay stands. */
    public enum State {
        RUNNING,
        /** The report tells what was found. */
        DONE,
        /** It failed, or its node did. */
        FAILED
    }

    /** The share of the log that is done, from 0 to 1. */
    @JsonProperty
    public double progress() {
        return state == State.DONE ? 1 : head <= 0 ? 0 : Math.min(1, (double) Math.max(0, position) / head);
    }
}
