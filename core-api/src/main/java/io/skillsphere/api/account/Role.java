package io.skillsphere.api.account;

/** What an account may do; a MENTOR can also learn, an AUDITOR reads everything and changes nothing. */
public enum Role {
    LEARNER,
    MENTOR,
    ADMIN,
    AUDITOR
}
