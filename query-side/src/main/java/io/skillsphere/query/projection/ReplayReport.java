package io.skillsphere.query.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says that the read models should hold, against what they do.
 *
 * @param position up to which event of the log both were compared
 * @param events how many were read
 * @param failure why the log could not be replayed to its end, or null
 * @param holds whether it was replayed, and every table is equal
 */
public record ReplayReport(
        long position,
        long events,
        long millis,
        List<Table> tables,
        @Nullable String failure,
        boolean holds) {

    /**
     * One table of the read side, as it is and as the log says.
     *
     * @param liveDigest SHA-256 over all rows in the order of their keys
     * @param differences the first that were found, by key
     */
    public record Table(
            String name,
            long liveRows,
            long shadowRows,
            String liveDigest,
            String shadowDigest,
            List<Difference> differences) {

        /** Whether both hold the same rows. */
        @JsonProperty
        public boolean equal() {
            return liveDigest.equals(shadowDigest);
        }
    }

    /** A row that is not what the log says; the key is its primary key, parts joined by slashes. */
    public record Difference(String key, Kind kind) {

        /** How it differs. */
        public enum Kind {
            CHANGED,
            /** The log says that there is such a row, and there is none. */
            MISSING,
            /** There is such a row, and the log knows nothing of it. */
            UNEXPECTED
        }
    }
}
