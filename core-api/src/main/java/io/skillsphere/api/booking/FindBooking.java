package io.skillsphere.api.booking;

import java.util.UUID;

/** Asks for one booking; answered with an optional {@link BookingView}. */
public record FindBooking(UUID bookingId) {}
