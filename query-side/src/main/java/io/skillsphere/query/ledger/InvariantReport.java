package io.skillsphere.query.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the check of every prefix of the log found.
 *
 * @param position of the last event that was looked at: the head of the log, or where it is broken
 * @param events how many events were looked at
 * @param broken what is not true at that position; null where all holds
 * @param wallets how many wallets there are
 * @param openHolds how many holds are open at the head
 * @param waiting holds of bookings that have just ended; they are resolved within moments
 * @param inTransit tokens that have left one wallet and not reached the other; they do within moments
 */
public record InvariantReport(
        long position,
        long events,
        long millis,
        @Nullable String broken,
        long issued,
        long redeemed,
        long wallets,
        long openHolds,
        List<Waiting> waiting,
        List<InTransit> inTransit) {

    /** Whether everything is true at every position. */
    @JsonProperty
    public boolean holds() {
        return broken == null;
    }

    /** A hold whose booking has ended, and since when. */
    public record Waiting(UUID holdId, long amount, long endedAtPosition, Instant since) {}

    /** Tokens under way. */
    public record InTransit(UUID transferId, UUID from, UUID to, long amount, long sentAtPosition, Instant since) {}
}
