package io.skillsphere.web.booking;

import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingStepKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a booking, when, and by whom.
 *
 * @param by null where nobody but time did it
 * @param startsAt the start that was asked for, proposed or agreed on; null in other steps
 * @param tokens null where none moved and none became due
 */
record TimelineStep(
        BookingStepKind kind,
        Instant at,
        @Nullable Person by,
        @Nullable Instant startsAt,
        @Nullable Tokens tokens) {

    /**
     * Who acted, or whose request it goes back to, with the role of that time.
     *
     * @param name null where the account was erased, and of administrators for all but those who see everything
     */
    record Person(UUID id, Role role, @Nullable String name) {}

    /**
     * Tokens of a step; each is 0 or what it says.
     *
     * @param held set aside in the learner's wallet
     * @param captured of what was held, on its way to the mentor
     * @param released of what was held, the learner's again
     * @param received arrived in the mentor's wallet
     * @param fee due to the mentor for a late cancellation
     */
    record Tokens(long held, long captured, long released, long received, long fee) {

        static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);
    }
}
