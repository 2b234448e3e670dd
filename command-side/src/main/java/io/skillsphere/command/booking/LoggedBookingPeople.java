package io.skillsphere.command.booking;

import java.util.UUID;
import org.axonframework.config.Configuration;
import org.springframework.stereotype.Component;

/** Reads bookings from the log, within the command that asks. */
@Component
class LoggedBookingPeople implements BookingPeople {

    private final Configuration axon;

    LoggedBookingPeople(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public People of(UUID bookingId, UUID actor) {
        return axon.repository(Booking.class).load(bookingId.toString()).invoke(booking -> booking.peopleFor(actor));
    }
}
