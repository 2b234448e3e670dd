package io.skillsphere.api.availability;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a mentor's availability. */
public sealed interface AvailabilityEvent {

    UUID mentorId();

    /** The mentor takes sessions by this timetable from now on; bookings made before stay as they are. */
    @Revision("1")
    record AvailabilityPublished(UUID mentorId, Timetable timetable) implements AvailabilityEvent {}
}
