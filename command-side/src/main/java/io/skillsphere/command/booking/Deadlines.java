package io.skillsphere.command.booking;

import java.time.Instant;
import java.util.UUID;

/** Who has a booking looked at when its time comes, also after a restart and on whichever node is there. */
public interface Deadlines {

    /** The name under which looks are scheduled; what follows the slash in an instance's name is only when. */
    String TASK = "booking-deadline";

    /** Has {@code LookAtBooking} sent at that instant, in the transaction of the command. The same again is nothing new. */
    void lookAt(UUID bookingId, Instant when);
}
