package io.skillsphere.command.booking;

import io.skillsphere.api.booking.BookingSide;
import java.util.UUID;

/** Bookings whose tokens have reached their mentors. */
@FunctionalInterface
public interface SettledBookings {

    /**
     * The settled booking of one of its people. Rejects a stranger to it (NOT_FOUND) and a booking that is not settled
     * (BOOKING_STATE).
     */
    SettledBooking of(UUID bookingId, UUID actor);

    /** The two people of a settled booking. */
    record SettledBooking(UUID learnerId, UUID mentorId) {

        /** The side that one of the two is on. */
        public BookingSide sideOf(UUID actor) {
            return actor.equals(learnerId) ? BookingSide.LEARNER : BookingSide.MENTOR;
        }
    }
}
