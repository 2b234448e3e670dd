package io.skillsphere.web.identity;

import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
@RequestMapping("/api/auth")
class AuthController {

    private final Accounts accounts;
    private final AccountOpening opening;
    private final PasswordHasher hasher;
    private final WelcomeGrants welcomeGrants;
    private final AccessTokens tokens;
    private final QueryGateway queries;
    private final ReadSide readSide;

    AuthController(
            Accounts accounts,
            AccountOpening opening,
            PasswordHasher hasher,
            WelcomeGrants welcomeGrants,
            AccessTokens tokens,
            QueryGateway queries,
            ReadSide readSide) {
        this.accounts = accounts;
        this.opening = opening;
        this.hasher = hasher;
        this.welcomeGrants = welcomeGrants;
        this.tokens = tokens;
        this.queries = queries;
        this.readSide = readSide;
    }

    @Operation(summary = "Open an account and sign in to it")
    @PostMapping("/register")
    CompletableFuture<ResponseEntity<SignedIn>> register(@Valid @RequestBody Registration registration) {
        Account account = opening.open(
                registration.name(),
                registration.email(),
                hasher.hash(registration.password()),
                registration.role().role());
        boolean granted = welcomeGrants.give(account);
        CompletableFuture<?> shown =
                granted ? readSide.await(() -> findWallet(account.id())) : CompletableFuture.completedFuture(null);
        return shown.thenApply(
                wallet -> ResponseEntity.created(URI.create("/api/account")).body(SignedIn.as(account, tokens)));
    }

    private Optional<WalletView> findWallet(UUID accountId) {
        return queries.query(new FindWallet(accountId), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join();
    }

    @Operation(summary = "Sign in")
    @PostMapping("/login")
    SignedIn login(@Valid @RequestBody Login login) {
        Optional<Account> account = accounts.findByEmail(login.email());
        if (!hasher.matches(login.password(), account.map(Account::passwordHash).orElse(null))) {
            throw new ProblemException(ProblemCode.BAD_CREDENTIALS, "The e-mail address or the password is wrong.");
        }
        return SignedIn.as(account.orElseThrow(), tokens);
    }
}
