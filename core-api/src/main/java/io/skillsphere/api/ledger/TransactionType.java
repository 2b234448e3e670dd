package io.skillsphere.api.ledger;

/** What a transaction did to the wallet that it stands in. */
public enum TransactionType {
    ISSUE,
    REDEEM,
    HOLD,
    RELEASE,
    CAPTURE,
    TRANSFER_OUT,
    TRANSFER_IN
}
