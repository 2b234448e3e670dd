package io.skillsphere.web.wallet;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.query.ledger.Explanation;
import io.skillsphere.query.ledger.Ledger;
import io.skillsphere.query.ledger.Statement;
import io.skillsphere.web.audit.Csv;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.EntityVersion;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's own wallet. */
@Tag(name = "Tokens")
@RestController
class WalletController {

    /** The version of a wallet in which nothing has moved yet: one less than that of the first event. */
    private static final long UNTOUCHED = -1;

    private final QueryGateway queries;

    private final Ledger ledger;
    private final Clock clock;

    WalletController(QueryGateway queries, Ledger ledger, Clock clock) {
        this.queries = queries;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Operation(summary = "What a wallet held at an instant, as lines that add up to exactly that")
    @GetMapping("/api/wallet/explain")
    Explanation explain(
            @CurrentActor Actor actor,
            @RequestParam(required = false) Instant at,
            @RequestParam(required = false) UUID accountId,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(Ledger.MOST_LINES) int limit) {
        return ledger.explain(whose(actor, accountId), at == null ? clock.instant() : at, limit);
    }

    @Operation(summary = "What moved in a wallet from one instant until before another; as JSON or as CSV")
    @GetMapping(
            path = "/api/wallet/statement",
            produces = {MediaType.APPLICATION_JSON_VALUE, Csv.MEDIA_TYPE})
    ResponseEntity<?> statement(
            @CurrentActor Actor actor,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) UUID accountId,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
        Instant until = to == null ? clock.instant() : to;
        Instant since = from == null ? Instant.EPOCH : from;
        if (until.isBefore(since)) {
            throw ProblemException.invalid("to", "must not be before from");
        }
        Statement statement = ledger.statement(whose(actor, accountId), since, until, Ledger.MOST_LINES);
        MediaType csv = MediaType.valueOf(Csv.MEDIA_TYPE);
        if (!Csv.choose(accept, MediaType.APPLICATION_JSON, csv).equals(csv)) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(statement);
        }
        StringBuilder text = new StringBuilder(Csv.header(Explanation.Line.class));
        text.append(Csv.row(statement.opening().asLine("OPENING", since)));
        statement.lines().forEach(line -> text.append(Csv.row(line)));
        text.append(Csv.row(statement.closing().asLine("CLOSING", until)));
        return ResponseEntity.ok().contentType(csv).body(text.toString());
    }

    /** One's own, or for those who see all of them the one that they name. */
    private static UUID whose(Actor actor, UUID accountId) {
        boolean seesAll = actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR;
        return seesAll && accountId != null ? accountId : actor.accountId();
    }

    /** A wallet to which nothing has happened yet. */
    static WalletView untouched(UUID accountId) {
        return new WalletView(accountId, 0, 0, false, UNTOUCHED);
    }

    @Operation(summary = "One's own wallet")
    @GetMapping("/api/wallet")
    ResponseEntity<WalletView> get(@CurrentActor Actor actor) {
        WalletView wallet = queries.query(
                        new FindWallet(actor.accountId()), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join()
                .orElseGet(() -> untouched(actor.accountId()));
        return EntityVersion.tagged(ResponseEntity.ok(), wallet.version(), wallet);
    }
}
