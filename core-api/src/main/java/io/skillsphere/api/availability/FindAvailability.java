package io.skillsphere.api.availability;

import java.util.UUID;

/** Asks for a mentor's availability; answered with an optional {@link AvailabilityView}, empty where none was published. */
public record FindAvailability(UUID mentorId) {}
