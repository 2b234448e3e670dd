package io.skillsphere.command.wallet;

import io.skillsphere.api.wallet.WalletEvent;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the events of one wallet add up to, counted apart from the aggregate; it refuses a log that can't be true. */
public final class Tally {

    private long available;
    private final Map<UUID, Long> openHolds = new HashMap<>();

    private Tally() {}

    /** Counts those of the events that are the wallet's. */
    public static Tally of(UUID walletId, List<?> log) {
        Tally tally = new Tally();
        for (Object event : log) {
            if (event instanceof WalletEvent change && change.walletId().equals(walletId)) {
                tally.count(change);
            }
        }
        return tally;
    }

    public long available() {
        return available;
    }

    public long held() {
        return openHolds.values().stream().mapToLong(Long::longValue).sum();
    }

    private void count(WalletEvent change) {
        if (change instanceof TokensIssued issued) {
            available += issued.amount();
        } else if (change instanceof TokensReceived received) {
            available += received.amount();
        } else if (change instanceof TokensRedeemed redeemed) {
            available -= redeemed.amount();
        } else if (change instanceof TokensSent sent) {
            available -= sent.amount();
        } else if (change instanceof HoldPlaced placed) {
            available -= placed.amount();
            require(openHolds.put(placed.holdId(), placed.amount()) == null, change);
        } else if (change instanceof HoldReleased released) {
            resolve(released.holdId(), released.amount(), change);
            available += released.amount();
        } else if (change instanceof HoldCaptured captured) {
            resolve(captured.holdId(), captured.captured() + captured.released(), change);
            available += captured.released();
        }
        require(available >= 0, change);
    }

    /** A hold is resolved at most once, and all of it. */
    private void resolve(UUID holdId, long amount, WalletEvent change) {
        Long held = openHolds.remove(holdId);
        require(held != null && held == amount, change);
    }

    private static void require(boolean possible, WalletEvent change) {
        if (!possible) {
            throw new AssertionError("This can't have happened: " + change);
        }
    }
}
