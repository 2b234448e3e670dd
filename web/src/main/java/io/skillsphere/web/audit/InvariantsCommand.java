package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.InvariantReport;
import io.skillsphere.query.ledger.Invariants;
import java.io.IOException;
import java.io.PrintStream;

/** {@code audit invariants}: holds where everything that must be true is so after each event of the log. */
class InvariantsCommand implements AuditCommand {

    private final Invariants invariants;

    InvariantsCommand(Invariants invariants) {
        this.invariants = invariants;
    }

    @Override
    public int run(AuditArguments arguments, PrintStream out, PrintStream err) throws IOException {
        InvariantReport report =
                invariants.check((position, head) -> err.printf("checked up to %d of %d%n", position, head));
        report.waiting()
                .forEach(hold -> out.printf(
                        "in progress: hold %s of %d tokens, whose booking ended at position %d%n",
                        hold.holdId(), hold.amount(), hold.endedAtPosition()));
        report.inTransit()
                .forEach(transfer -> out.printf(
                        "in transit: %d tokens from %s to %s, sent at position %d%n",
                        transfer.amount(), transfer.from(), transfer.to(), transfer.sentAtPosition()));
        if (!report.holds()) {
            out.printf("BROKEN at position %d: %s%n", report.position(), report.broken());
        }
        out.printf(
                "%s %d events, up to position %d: %d tokens issued, %d redeemed, %d wallets, %d holds open;"
                        + " %.1f s, %d events a second%n",
                report.holds() ? "All holds after each of" : "Looked at",
                report.events(),
                report.position(),
                report.issued(),
                report.redeemed(),
                report.wallets(),
                report.openHolds(),
                report.millis() / 1000.0,
                report.events() * 1000 / Math.max(1, report.millis()));
        return report.holds() ? HOLDS : BROKEN;
    }
}
