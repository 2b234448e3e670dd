package io.skillsphere.api.booking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The rules that a booking keeps for its whole life, as they were when it was requested.
 *
 * @param respondWithin how long the mentor may take to answer
 * @param freeCancellation how long before the start the learner may still cancel for nothing
 * @param lateFeePercent share of the price that a later cancellation costs, 0 to 100
 * @param disputeWindow how long the learner may dispute a delivered session
 */
public record BookingPolicy(
        @NotNull Duration respondWithin,
        @NotNull Duration freeCancellation,
        @Min(0) @Max(100) int lateFeePercent,
        @NotNull Duration disputeWindow) {}
