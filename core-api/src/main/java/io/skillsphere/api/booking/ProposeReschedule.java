package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Either side would like another time for a session that has not begun; a proposal made before is replaced. */
public record ProposeReschedule(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by,
        @NotNull Instant startsAt) {}
