package io.skillsphere.api.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Asks when sessions of a mentor can start; answered with {@link Slots}.
 *
 * @param length of a session
 * @param from the earliest start
 * @param to before which they start
 * @param now the time at which they would be asked for
 */
public record FindSlots(UUID mentorId, Duration length, Instant from, Instant to, Instant now) {}
