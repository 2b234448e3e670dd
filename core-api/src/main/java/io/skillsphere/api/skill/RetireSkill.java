package io.skillsphere.api.skill;

import io.skillsphere.api.account.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a skill off the catalogue, if it is still at the expected version; its bookings go on. */
public record RetireSkill(
        @NotNull @TargetAggregateIdentifier UUID skillId,
        @NotNull Long expectedVersion,
        @NotNull @Valid Actor by) {}
