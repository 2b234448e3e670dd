package io.skillsphere.api.skill;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Replaces what a skill says and costs, if it is still at the expected version. Answered with the new version. */
public record ReviseSkill(
        @NotNull @TargetAggregateIdentifier UUID skillId,
        @NotNull Long expectedVersion,
        @NotNull @Valid Actor by,
        @NotNull @Valid WrittenText wording,
        @Min(5) @Max(480) int sessionMinutes,
        @Min(1) @Max(1_000_000) long priceTokens) {}
