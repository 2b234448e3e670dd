package io.skillsphere.command.wallet;

import java.util.UUID;

/** Tokens set aside for one booking, and how that ended: open, released, or captured (whole or in part) for a payee. */
record Hold(UUID bookingId, long amount, boolean open, long captured, UUID transferId, UUID payeeId) {

    static Hold place(UUID bookingId, long amount) {
        return new Hold(bookingId, amount, true, 0, null, null);
    }

    Hold release() {
        return new Hold(bookingId, amount, false, 0, null, null);
    }

    Hold capture(long tokens, UUID transferId, UUID payeeId) {
        return new Hold(bookingId, amount, false, tokens, transferId, payeeId);
    }

    boolean isFor(UUID bookingId, long amount) {
        return this.bookingId.equals(bookingId) && this.amount == amount;
    }
}
