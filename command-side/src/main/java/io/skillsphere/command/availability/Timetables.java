package io.skillsphere.command.availability;

import io.skillsphere.api.availability.Timetable;
import java.util.Optional;
import java.util.UUID;

/** The timetables that mentors have published. */
@FunctionalInterface
public interface Timetables {

    /** The mentor's timetable as it is now; empty where none was ever published. */
    Optional<Timetable> of(UUID mentorId);
}
