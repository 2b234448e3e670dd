package io.skillsphere.web.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * Tokens to move: between people, or by an administrator from or to the treasury.
 *
 * @param to the account whose wallet is the other side
 * @param memo what the sender of a transfer wants to say; may be left out
 * @param reason why the treasury gives or takes; needed there
 */
record TransactionBody(
        @NotNull Kind type,
        @NotNull UUID to,
        @NotNull @Min(1) @Max(1_000_000_000) Long amount,
        @Size(max = 500) String memo,
        @Size(max = 500) String reason) {

    enum Kind {
        TRANSFER,
        ISSUE,
        REDEEM
    }
}
