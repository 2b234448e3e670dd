package io.skillsphere.command.booking;

import java.util.UUID;

/** Who the two people of a booking are. */
@FunctionalInterface
public interface BookingPeople {

    /**
     * The two people of a booking that both know of. Rejects a stranger to it (NOT_FOUND) and a booking that the mentor has
     * not been asked for yet, or never was (BOOKING_STATE).
     */
    People of(UUID bookingId, UUID actor);

    /** The two. */
    record People(UUID learnerId, UUID mentorId) {}
}
