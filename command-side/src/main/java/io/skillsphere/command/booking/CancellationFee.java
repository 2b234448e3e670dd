package io.skillsphere.command.booking;

import io.skillsphere.api.booking.BookingPolicy;
import java.time.Instant;

/**
 * What calling a confirmed session off costs its learner: nothing until the policy's notice before the start, then the
 * policy's share of the price, rounded down to whole tokens in the learner's favour.
 */
record CancellationFee(BookingPolicy policy, long priceTokens, Instant startsAt) {

    /** The fee in tokens, from 0 to the price. */
    long at(Instant now) {
        boolean inTime = !now.isAfter(startsAt.minus(policy.freeCancellation()));
        return inTime ? 0 : priceTokens * policy.lateFeePercent() / 100;
    }
}
