package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Explanation;
import io.skillsphere.query.ledger.Ledger;
import java.io.PrintStream;
import java.time.Clock;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code audit explain}: holds where the lines add up to what the wallet shows. */
class ExplainCommand implements AuditCommand {

    private final Ledger ledger;
    private final Clock clock;
    private final JsonMapper json;

    ExplainCommand(Ledger ledger, Clock clock, JsonMapper json) {
        this.ledger = ledger;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public int run(AuditArguments arguments, PrintStream out, PrintStream err) {
        Explanation explanation = ledger.explain(
                arguments.id("account"), arguments.instant("at").orElseGet(clock::instant), Ledger.MOST_LINES);
        out.println(json.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(explanation));
        if (explanation.holds()) {
            return HOLDS;
        }
        explanation.objections().forEach(err::println);
        err.println("The lines do not add up, or are not what the log says.");
        return BROKEN;
    }
}
