package io.skillsphere.api.booking;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** One side says that the other did not come to a session that has begun; a mentor can say so from its end. */
public record ReportNoShow(
        @NotNull @TargetAggregateIdentifier UUID bookingId,
        @NotNull UUID by,
        @NotNull BookingSide missing) {}
