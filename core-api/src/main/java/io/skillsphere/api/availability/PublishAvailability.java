package io.skillsphere.api.availability;

import io.skillsphere.api.account.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Replaces a mentor's timetable. Answered with the availability's version; nothing happens where the timetable is the same.
 *
 * @param expectedVersion the version that is replaced, or null for whichever there is
 */
public record PublishAvailability(
        @NotNull @TargetAggregateIdentifier AvailabilityId availabilityId,
        Long expectedVersion,
        @NotNull @Valid Actor by,
        @NotNull @Valid Timetable timetable) {}
