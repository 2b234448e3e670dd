package io.skillsphere.query.ledger;

import java.util.UUID;

/** The accounts between which tokens move; two of them are kept for each wallet. */
enum LedgerAccount {
    /** Where tokens come from and go back to: below zero by all that is out. */
    TREASURY,
    /** What has left one wallet and not reached the other yet. */
    IN_TRANSIT,
    AVAILABLE,
    HELD;

    /** The account's name in the journal. */
    String name(UUID walletId) {
        return switch (this) {
            case TREASURY -> "treasury";
            case IN_TRANSIT -> "in-transit";
            case AVAILABLE -> "wallet:" + walletId + ":available";
            case HELD -> "wallet:" + walletId + ":held";
        };
    }
}
