package io.skillsphere.command.booking;

import java.util.UUID;
import org.axonframework.config.Configuration;
import org.springframework.stereotype.Component;

/** Reads bookings from the log, within the command that asks. */
@Component
class LoggedSettledBookings implements SettledBookings {

    private final Configuration axon;

    LoggedSettledBookings(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public SettledBooking of(UUID bookingId, UUID actor) {
        return axon.repository(Booking.class).load(bookingId.toString()).invoke(booking -> booking.settledFor(actor));
    }
}
