package io.skillsphere.api.booking;

/** Where a booking is in its life: see the flow of a booking in the documentation. */
public enum BookingStatus {
    /** Asked for; the tokens are not held yet. */
    REQUESTED,
    /** The tokens are held; the mentor has to answer. */
    PENDING,
    CONFIRMED,
    /** The mentor says that the session was given; the learner may object until the dispute window passes. */
    DELIVERED,
    /** The learner objected; an administrator decides. */
    DISPUTED,
    /** The session took place and the learner agrees; the tokens are on their way. */
    COMPLETED,
    /** The tokens have reached the mentor. */
    SETTLED,
    /** The tokens could not be held. */
    REJECTED,
    DECLINED,
    /** Nobody answered in time. */
    EXPIRED,
    CANCELLED,
    /** One of the two did not come; who it was decides who pays. */
    NO_SHOW
}
