package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The policy that new bookings are pinned to; a change never reaches bookings that were made before.
 *
 * @param respondWithin how long a mentor may take to answer
 * @param freeCancellation how long before the start cancelling is still free
 * @param lateFeePercent what a later cancellation costs, in percent of the price
 * @param disputeWindow how long a learner may dispute a delivered session
 */
@ConfigurationProperties("skillsphere.booking")
public record BookingProperties(
        @DefaultValue("PT48H") Duration respondWithin,
        @DefaultValue("PT24H") Duration freeCancellation,
        @DefaultValue("50") int lateFeePercent,
        @DefaultValue("PT72H") Duration disputeWindow) {

    /** The policy to pin a new booking to. */
    public BookingPolicy policy() {
        return new BookingPolicy(respondWithin, freeCancellation, lateFeePercent, disputeWindow);
    }
}
