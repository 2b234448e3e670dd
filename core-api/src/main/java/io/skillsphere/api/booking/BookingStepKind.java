package io.skillsphere.api.booking;

/** What happened to a booking, or to the tokens held for it. */
public enum BookingStepKind {
    REQUESTED,
    TOKENS_HELD,
    PENDING,
    REJECTED,
    CONFIRMED,
    DECLINED,
    EXPIRED,
    CANCELLED,
    RESCHEDULE_PROPOSED,
    RESCHEDULE_ACCEPTED,
    RESCHEDULE_DECLINED,
    REMINDED,
    DELIVERED,
    NO_SHOW,
    DISPUTED,
    RESOLVED,
    COMPLETED,
    TOKENS_RELEASED,
    TOKENS_CAPTURED,
    TOKENS_RECEIVED,
    SETTLED
}
