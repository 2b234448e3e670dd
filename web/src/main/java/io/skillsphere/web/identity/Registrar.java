package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.ReadSide;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Opens accounts with their first tokens. */
@Component
public class Registrar {

    private final Accounts accounts;
    private final AccountOpening opening;
    private final PasswordHasher hasher;
    private final WelcomeGrants welcomeGrants;
    private final QueryGateway queries;
    private final ReadSide readSide;

    Registrar(
            Accounts accounts,
            AccountOpening opening,
            PasswordHasher hasher,
            WelcomeGrants welcomeGrants,
            QueryGateway queries,
            ReadSide readSide) {
        this.accounts = accounts;
        this.opening = opening;
        this.hasher = hasher;
        this.welcomeGrants = welcomeGrants;
        this.queries = queries;
        this.readSide = readSide;
    }

    /**
     * The account, new or registered before under this id and with the same content, once its wallet shows the welcome grant; where the grant has to wait, the account does not. Rejects an
     * e-mail address that is taken; the rest was validated before.
     */
    public CompletableFuture<AccountView> register(UUID id, String name, String email, String password, Role role) {
        return granted(accounts.findById(id)
                .map(known -> sameAgain(known, name, email, password))
                .orElseGet(() -> opening.open(id, name, email, hasher.hash(password), role)));
    }

    /** The same for an address that the operator vouches for, under a new id. */
    public CompletableFuture<AccountView> registerVouched(String name, String email, String password, Role role) {
        return granted(opening.openVouched(UUID.randomUUID(), name, email, hasher.hash(password), role));
    }

    /** The same for an account that may have been opened just now. */
    CompletableFuture<AccountView> grant(UUID accountId) {
        return granted(accounts.findById(accountId).orElseThrow());
    }

    private CompletableFuture<AccountView> granted(Account account) {
        boolean granted = welcomeGrants.give(account);
        CompletableFuture<?> shown =
                granted ? readSide.await(() -> findWallet(account.id())) : CompletableFuture.completedFuture(null);
        return shown.thenApply(wallet -> account.view());
    }

    /** Whoever has no answer yet knows the password. The role may have been changed since. */
    private Account sameAgain(Account known, String name, String email, String password) {
        if (known.isOf(name, email) && hasher.matches(password, known.passwordHash())) {
            return known;
        }
        throw new ProblemException(
                ProblemCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key came before with another registration.");
    }

    private Optional<WalletView> findWallet(UUID accountId) {
        return queries.query(new FindWallet(accountId), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join();
    }
}
