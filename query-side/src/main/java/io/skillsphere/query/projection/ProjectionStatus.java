package io.skillsphere.query.projection;

import org.jspecify.annotations.Nullable;

/**
 * How a projection stands.
 *
 * @param position how far in the log it is
 * @param head where the log ends
 * @param lag how many positions it is behind
 * @param status REBUILDING and FAILED are about its latest rebuild; it is served and kept up to date all the same
 * @param rebuild its latest rebuild, or null
 */
public record ProjectionStatus(
        String name,
        long position,
        long head,
        long lag,
        Status status,
        @Nullable Rebuild rebuild) {

    /** What goes on with a projection. */
    public enum Status {
        LIVE,
        REBUILDING,
        FAILED
    }
}
