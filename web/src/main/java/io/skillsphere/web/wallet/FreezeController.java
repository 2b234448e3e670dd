package io.skillsphere.web.wallet;

import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.FreezeWallet;
import io.skillsphere.api.wallet.UnfreezeWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.page.EntityVersion;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Wallets that administrators stop from giving tokens away. */
@Tag(name = "Wallets")
@RestController
@RequestMapping("/api/admin/wallets/{accountId}")
class FreezeController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final AccountDirectory accounts;

    FreezeController(Commands commands, QueryGateway queries, ReadSide readSide, AccountDirectory accounts) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.accounts = accounts;
    }

    @Operation(
            summary = "Freeze a wallet",
            description = "Nothing can be sent from it or held in it. Tokens still arrive, and what is held already is"
                    + " released or paid as agreed.")
    @PostMapping("/freeze")
    CompletableFuture<ResponseEntity<WalletView>> freeze(@PathVariable UUID accountId) {
        requireAccount(accountId);
        return answer(accountId, commands.send(new FreezeWallet(accountId)));
    }

    @Operation(summary = "Let a frozen wallet give tokens away again")
    @PostMapping("/unfreeze")
    CompletableFuture<ResponseEntity<WalletView>> unfreeze(@PathVariable UUID accountId) {
        requireAccount(accountId);
        return answer(accountId, commands.send(new UnfreezeWallet(accountId)));
    }

    private void requireAccount(UUID id) {
        if (!accounts.exists(id)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no account %s.".formatted(id));
        }
    }

    /** The wallet once the read side shows the version; 202 where it took too long. */
    private CompletableFuture<ResponseEntity<WalletView>> answer(UUID accountId, CompletableFuture<Long> sent) {
        return sent.thenCompose(version -> readSide.await(() -> version == null
                        ? Optional.of(WalletController.untouched(accountId))
                        : find(accountId).filter(wallet -> wallet.version() >= version)))
                .thenApply(found -> found.map(
                                wallet -> EntityVersion.tagged(ResponseEntity.ok(), wallet.version(), wallet))
                        .orElseGet(() -> ResponseEntity.accepted().build()));
    }

    private Optional<WalletView> find(UUID accountId) {
        return queries.query(new FindWallet(accountId), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join();
    }
}
