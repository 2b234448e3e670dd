package io.skillsphere.query.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of a projection and how it goes.
 *
 * @param position where in the log it stands; where it failed, the event that it failed at
 * @param head where it has to get to, as known so far
 * @param cause why it failed, or null
 * @param endedAt null while it runs
 */
public record Rebuild(
        UUID id,
        String projection,
        State state,
        long position,
        long head,
        @Nullable String cause,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** How a rebuild stands. */
    public enum State {
        RUNNING,
        DONE,
        /** It failed, or its node did; the projection is as it was. */
        FAILED
    }

    /** The share of the log that is done, from 0 to 1. */
    @JsonProperty
    public double progress() {
        return state == State.DONE ? 1 : head <= 0 ? 0 : Math.min(1, (double) Math.max(0, position) / head);
    }
}
