package io.skillsphere.api.booking;

/** The two sides of a booking. */
public enum BookingSide {
    LEARNER,
    MENTOR
}
