package io.skillsphere.web.ledger;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.ledger.TransactionView;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.QuoteTransfer;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.SendTokens;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What moved in a wallet, and tokens to move. */
@Tag(name = "Tokens")
@RestController
@RequestMapping("/api/transactions")
@EnableConfigurationProperties(TransferProperties.class)
class TransactionController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final TransactionPresenter presenter;
    private final AccountDirectory accounts;
    private final TransferProperties properties;

    TransactionController(
            Commands commands,
            QueryGateway queries,
            ReadSide readSide,
            TransactionPresenter presenter,
            AccountDirectory accounts,
            TransferProperties properties) {
        this.properties = properties;
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.presenter = presenter;
        this.accounts = accounts;
    }

    @Operation(
            summary = "What moved in one's own wallet, newest first; ADMIN and AUDITOR see all, or those of an account")
    @GetMapping
    ResponseEntity<Page<TransactionResource>> list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) TransactionType type,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) UUID accountId,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        boolean seesAll = actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR;
        TransactionPage page = find(new FindTransactions(
                seesAll ? accountId : actor.accountId(), type, from, to, null, null, Cursor.beforeOf(cursor), limit));
        return Pages.of(presenter.present(page.items()), page.next());
    }

    /** Answered with the transaction in the sender's wallet, or in the wallet that the treasury gave to or took from. */
    @Operation(summary = "Send tokens to somebody, or issue and redeem them (ADMIN)")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description = "true: say what a transfer would cost, and move nothing",
            schema = @Schema(type = "boolean"))
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(
            responseCode = "200",
            description = "What a dry run says",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = TransferQuote.class)))
    @PostMapping
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR', 'ADMIN')")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses(
            value = {
                RejectionCode.SELF_TRANSFER,
                RejectionCode.INSUFFICIENT_TOKENS,
                RejectionCode.WALLET_FROZEN,
                RejectionCode.DAILY_LIMIT
            },
            also = ProblemCode.NOT_FOUND)
    CompletableFuture<ResponseEntity<TransactionResource>> move(
            @CurrentActor Actor actor, @NewId UUID transferId, @Valid @RequestBody TransactionBody body) {
        requireAccount(body.to());
        return switch (body.type()) {
            case TRANSFER ->
                move(
                        new SendTokens(
                                actor.accountId(),
                                transferId,
                                body.to(),
                                body.amount(),
                                WrittenText.note(body.memo()),
                                properties.dailyTransferLimit()),
                        transferId,
                        TransactionType.TRANSFER_OUT,
                        TransactionType.TRANSFER_IN);
            case ISSUE ->
                move(
                        new IssueTokens(
                                body.to(), transferId, body.amount(), IssueReason.ADMINISTRATIVE, reason(actor, body)),
                        transferId,
                        TransactionType.ISSUE,
                        TransactionType.ISSUE);
            case REDEEM ->
                move(
                        new RedeemTokens(body.to(), transferId, body.amount(), reason(actor, body)),
                        transferId,
                        TransactionType.REDEEM,
                        TransactionType.REDEEM);
        };
    }

    @Hidden // it is described with what it is a dry run of
    @PostMapping(params = "dryRun=true")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR', 'ADMIN')")
    @Refuses(
            value = {
                RejectionCode.SELF_TRANSFER,
                RejectionCode.INSUFFICIENT_TOKENS,
                RejectionCode.WALLET_FROZEN,
                RejectionCode.DAILY_LIMIT
            },
            also = ProblemCode.NOT_FOUND)
    CompletableFuture<TransferQuote> quote(@CurrentActor Actor actor, @Valid @RequestBody TransactionBody body) {
        requireAccount(body.to());
        if (body.type() != TransactionBody.Kind.TRANSFER) {
            throw ProblemException.invalid(
                    "dryRun", "is for transfers: an administrator's tokens cost nobody anything");
        }
        return commands.send(
                        new QuoteTransfer(actor.accountId(), body.to(), body.amount(), properties.dailyTransferLimit()))
                .thenApply(availableAfter -> new TransferQuote(body.amount(), availableAfter));
    }

    private void requireAccount(UUID id) {
        if (!accounts.exists(id)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no account %s.".formatted(id));
        }
    }

    private static WrittenText reason(Actor actor, TransactionBody body) {
        if (actor.role() != Role.ADMIN) {
            throw new AccessDeniedException("Only an administrator can issue or redeem tokens.");
        }
        if (body.reason() == null || body.reason().isBlank()) {
            throw ProblemException.invalid("reason", "must say why");
        }
        return WrittenText.note(body.reason());
    }

    /** Sends the command, and answers with its transaction once the last one that follows from it is shown. */
    private CompletableFuture<ResponseEntity<TransactionResource>> move(
            Object command, UUID transferId, TransactionType own, TransactionType last) {
        return commands.send(command)
                .thenCompose(version -> readSide.await(() -> transfer(transferId, own, last)))
                .thenApply(found -> found.map(transaction -> ResponseEntity.status(HttpStatus.CREATED)
                                .body(presenter.present(List.of(transaction)).get(0)))
                        .orElseGet(() -> ResponseEntity.accepted().build()));
    }

    private Optional<TransactionView> transfer(UUID transferId, TransactionType own, TransactionType last) {
        List<TransactionView> shown = find(new FindTransactions(null, null, null, null, null, transferId, null, 10))
                .items();
        return shown.stream()
                .filter(transaction -> transaction.type() == own)
                .filter(transaction -> shown.stream().anyMatch(other -> other.type() == last))
                .findAny();
    }

    private TransactionPage find(FindTransactions query) {
        return queries.query(query, TransactionPage.class).join();
    }
}
