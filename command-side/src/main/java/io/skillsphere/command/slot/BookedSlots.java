package io.skillsphere.command.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The time that open bookings take of their two people: nobody is in two sessions at once, whichever side they are on. */
public interface BookedSlots {

    /**
     * Takes the time of a session for both people, in the transaction of the command. A booking that has it already keeps it.
     *
     * @param buffer what the mentor needs free before and after a session
     * @throws io.skillsphere.api.rejection.CommandRejectedException with SLOT_TAKEN where one of the two is busy; nothing is
     *     taken then
     */
    void take(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer);

    /** Takes another time in place of the one that the booking has; where that is refused it keeps what it has. */
    void move(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer);

    /** Gives the booking's time back. Nothing happens where it has none. */
    void release(UUID bookingId);
}
