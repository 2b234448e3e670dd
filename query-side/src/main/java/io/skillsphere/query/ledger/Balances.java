package io.skillsphere.query.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was in every wallet at an instant: all that had been recorded by then. The totals are over all wallets, whichever of
 * them the page shows.
 *
 * @param supply issued less redeemed: what wallets and transit must hold together
 * @param sum over all accounts, the treasury's debt among them; zero, or the ledger is broken
 * @param balanced whether the sum is zero and the supply is where it should be
 * @param next the {@code after} of the next page of wallets, null on the last
 */
public record Balances(
        Instant at,
        long issued,
        long redeemed,
        long supply,
        long available,
        long held,
        long inTransit,
        long treasury,
        long sum,
        boolean balanced,
        List<Wallet> items,
        @Nullable UUID next) {

    /** One account's tokens. */
    public record Wallet(UUID accountId, long available, long held) {}
}
