package io.skillsphere.command.wallet;

import java.util.UUID;

/** A movement that the wallet has seen, remembered under its transfer id: the same one again is nothing new. */
record Transfer(Kind kind, long amount, UUID counterpartyId) {

    enum Kind {
        ISSUED,
        REDEEMED,
        SENT,
        RECEIVED
    }
}
