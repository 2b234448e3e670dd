package io.skillsphere.query.projection;

import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;

/**
 * How far a reader of the log has come.
 *
 * @param token of the last event that it has had; null before the first
 */
record Processed(TrackingToken token) {

    /** The highest position that it has had; -1 before the first. */
    long position() {
        return token == null ? -1 : token.position().orElse(-1);
    }

    /** Whether it has had the event at this position. */
    boolean includes(long position) {
        return position <= position() && !gaps().contains(position);
    }

    /** Whether it has had every event that the other has had. */
    boolean includesAllOf(Processed other) {
        return position() >= other.position() && gaps().stream().noneMatch(other::includes);
    }

    private Set<Long> gaps() {
        return token instanceof GapAwareTrackingToken gapAware ? gapAware.getGaps() : Set.of();
    }
}
