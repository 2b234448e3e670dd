package io.skillsphere.web.authorisation;

/** Who calls: a column of the table. */
enum Caller {
    ANONYMOUS,
    LEARNER,
    MENTOR,
    ADMIN,
    AUDITOR
}
