package io.skillsphere.web.audit;

import io.skillsphere.query.projection.ReplayReport;
import io.skillsphere.query.projection.Replays;
import java.io.PrintStream;
import java.sql.SQLException;

/** {@code audit replay}: holds where every table of the read side is what the log says. */
class ReplayCommand implements AuditCommand {

    private static final long TELL_EVERY_MILLIS = 1_000;

    private final Replays replays;
    private long told;

    ReplayCommand(Replays replays) {
        this.replays = replays;
    }

    @Override
    public int run(AuditArguments arguments, PrintStream out, PrintStream err) throws SQLException {
        ReplayReport report = replays.run((position, head) -> tell(err, position, head));
        for (ReplayReport.Table table : report.tables()) {
            out.printf(
                    "%-24s %10d rows live %s%n%-24s %10d rows log  %s  %s%n",
                    table.name(),
                    table.liveRows(),
                    table.liveDigest(),
                    "",
                    table.shadowRows(),
                    table.shadowDigest(),
                    table.equal() ? "equal" : "DIFFERENT");
            table.differences()
                    .forEach(difference ->
                            out.printf("    %s %s %s%n", difference.kind(), table.name(), difference.key()));
        }
        if (report.failure() != null) {
            out.printf("BROKEN at position %d: %s%n", report.position(), report.failure());
        }
        out.printf(
                "%s at position %d: %d events in %.1f s, %d a second%n",
                report.holds() ? "All tables are what the log says" : "The read side is not what the log says",
                report.position(),
                report.events(),
                report.millis() / 1000.0,
                report.events() * 1000 / Math.max(1, report.millis()));
        return report.holds() ? HOLDS : BROKEN;
    }

    private void tell(PrintStream err, long position, long head) {
        long now = System.currentTimeMillis();
        if (now - told >= TELL_EVERY_MILLIS) {
            told = now;
            err.printf("replayed up to %d of %d%n", position, head);
        }
    }
}
