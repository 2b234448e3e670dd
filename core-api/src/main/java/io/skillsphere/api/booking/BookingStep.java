package io.skillsphere.api.booking;

import io.skillsphere.api.account.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * One step of a booking. Amounts are tokens, 0 where none moved.
 *
 * @param position of its event in the log
 * @param actorId who acted, or whose request it goes back to; null where time did
 * @param actorRole the role that they had then
 * @param startsAt the start that was asked for, proposed or agreed on; null in other steps
 * @param held set aside in the learner's wallet
 * @param captured of what was held, left for the mentor
 * @param released of what was held, became available to the learner again
 * @param received reached the mentor
 * @param fee of the price, is due to the mentor for a cancellation
 */
public record BookingStep(
        long position,
        BookingStepKind kind,
        Instant at,
        UUID actorId,
        Role actorRole,
        Instant startsAt,
        long held,
        long captured,
        long released,
        long received,
        long fee) {}
