package io.skillsphere.api.wallet;

/** Why the treasury gave tokens. */
public enum IssueReason {
    WELCOME_GRANT,
    ADMINISTRATIVE
}
