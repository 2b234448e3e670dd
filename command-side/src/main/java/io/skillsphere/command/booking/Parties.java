package io.skillsphere.command.booking;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.util.UUID;

/** The two people of a booking. To anybody else it is not there. */
record Parties(UUID learnerId, UUID mentorId) {

    /** Which of the two somebody is; rejects others (NOT_FOUND). */
    BookingSide sideOf(UUID actor) {
        if (actor.equals(learnerId)) {
            return BookingSide.LEARNER;
        }
        if (actor.equals(mentorId)) {
            return BookingSide.MENTOR;
        }
        throw new CommandRejectedException(RejectionCode.NOT_FOUND, "There is no such booking of yours.");
    }

    /** Rejects everybody but the one on that side (FORBIDDEN, NOT_FOUND). */
    void require(BookingSide side, UUID actor) {
        if (sideOf(actor) != side) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN,
                    side == BookingSide.MENTOR ? "Only the mentor can do this." : "Only the learner can do this.");
        }
    }
}
