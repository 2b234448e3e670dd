package io.skillsphere.api.availability;

import java.util.UUID;

/** A mentor's availability as everybody may see it. */
public record AvailabilityView(UUID mentorId, Timetable timetable, long version) {}
