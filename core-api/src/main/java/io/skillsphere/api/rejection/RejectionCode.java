package io.skillsphere.api.rejection;

/** Why a command was refused: stable codes, part of the published language; web maps each to a status in one place. */
public enum RejectionCode {
    /** Not there, or not the actor's to know of. */
    NOT_FOUND,
    /** There, and known to the actor, but not the actor's to do. */
    FORBIDDEN,
    /** An id that is to be new is taken, or an idempotent id came again with other content. */
    ALREADY_EXISTS,
    /** The aggregate has changed since the version that the sender saw. */
    STALE_VERSION,
    /** The wallet's available tokens do not cover the amount. */
    INSUFFICIENT_TOKENS,
    /** The wallet is frozen and gives no tokens away. */
    WALLET_FROZEN,
    /** More tokens than may be sent on one day. */
    DAILY_LIMIT,
    /** The skill is retired and can't be booked or revised. */
    SKILL_RETIRED,
    /** A mentor can't book a skill of their own. */
    OWN_SKILL,
    /** A session can't start in the past. */
    STARTS_IN_PAST,
    /** The session, or a part of it, is outside the hours in which the mentor takes sessions. */
    OUTSIDE_AVAILABILITY,
    /** The session is within the mentor's hours, but starts between the times that are offered. */
    NOT_ON_SLOT,
    /** The session starts sooner than the mentor's minimum notice allows. */
    NOTICE_TOO_SHORT,
    /** The session starts later than the mentor plans ahead. */
    BEYOND_HORIZON,
    /** Nobody sends tokens to themselves. */
    SELF_TRANSFER,
    /** The booking's status does not allow the command. */
    BOOKING_STATE,
    /** One of the two people has another session at that time. */
    SLOT_TAKEN,
    /** The message was deleted and can't be changed any more. */
    MESSAGE_DELETED;

    /** The code as clients see it: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
