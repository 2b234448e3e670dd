package io.skillsphere.web.identity;

/** Why a session ended before its time. */
enum SessionEnd {
    LOGGED_OUT,
    LOGGED_OUT_EVERYWHERE,
    /** A refresh token came again: one of the two who have it stole it. */
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    SUSPENDED
}
