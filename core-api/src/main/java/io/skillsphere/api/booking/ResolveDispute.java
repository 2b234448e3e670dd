package io.skillsphere.api.booking;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An administrator decides a dispute: the mentor gets so many tokens of the price, the learner the rest. */
public record ResolveDispute(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by,
        @Min(0) long mentorTokens) {}
