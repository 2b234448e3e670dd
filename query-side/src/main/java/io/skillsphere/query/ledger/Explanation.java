package io.skillsphere.query.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wallet at an instant, as lines whose changes add up to exactly what it held.
 *
 * @param objections where the lines are not what the sealed log says, first things first; empty where they are
 */
public record Explanation(
        UUID accountId, Instant at, long available, long held, List<Line> lines, List<String> objections) {

    /** Whether the lines add up, and are what the sealed log says. */
    @JsonProperty
    public boolean holds() {
        return objections.isEmpty() && addsUp();
    }

    /** Whether each line leads from the balance noted with the one before it to its own, and the last to the whole. */
    private boolean addsUp() {
        long sumAvailable = 0;
        long sumHeld = 0;
        for (Line line : lines) {
            sumAvailable += line.available();
            sumHeld += line.held();
            if (sumAvailable != line.availableAfter() || sumHeld != line.heldAfter()) {
                return false;
            }
        }
        return sumAvailable == available && sumHeld == held;
    }

    /**
     * What one event changed. Of a long history the first line brings forward the sum of all before the others; only that
     * one has no event.
     *
     * @param available what was added to the available tokens, below zero where it was taken
     * @param held the same of the held tokens
     * @param commandId the message that caused the event
     * @param seal of the event, as hexadecimal digits; null for the moment until it is sealed
     */
    public record Line(
            @Nullable Long position,
            @Nullable Long version,
            String type,
            long available,
            long held,
            long availableAfter,
            long heldAfter,
            @Nullable UUID eventId,
            @Nullable String commandId,
            @Nullable String correlationId,
            @Nullable String actor,
            @Nullable UUID bookingId,
            @Nullable UUID transferId,
            @Nullable UUID counterpartyId,
            @Nullable String reason,
            @Nullable Instant recordedAt,
            @Nullable Instant effectiveAt,
            @Nullable String seal) {

        /** The type of the line that stands for all earlier ones. */
        public static final String BROUGHT_FORWARD = "BROUGHT_FORWARD";

        static Line broughtForward(long available, long held) {
            return balance(BROUGHT_FORWARD, available, held, available, held, null);
        }

        static Line balance(
                String type, long available, long held, long availableAfter, long heldAfter, Instant effectiveAt) {
            return new Line(
                    null,
                    null,
                    type,
                    available,
                    held,
                    availableAfter,
                    heldAfter,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    effectiveAt,
                    null);
        }
    }
}
