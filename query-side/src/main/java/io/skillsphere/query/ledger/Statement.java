package io.skillsphere.query.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What moved in a wallet from one instant until before another, between its opening and its closing balance. */
public record Statement(
        UUID accountId, Instant from, Instant to, Balance opening, List<Explanation.Line> lines, Balance closing) {

    /** A wallet's tokens. */
    public record Balance(long available, long held) {

        /** The same among the lines, as of an instant; nothing moved with it. */
        public Explanation.Line asLine(String type, Instant at) {
            return Explanation.Line.balance(type, 0, 0, available, held, at);
        }
    }
}
