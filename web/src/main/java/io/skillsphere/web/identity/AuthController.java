package io.skillsphere.web.identity;

import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
@RequestMapping("/api/auth")
class AuthController {

    private final Registrar registrar;
    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final AccessTokens tokens;

    AuthController(Registrar registrar, Accounts accounts, PasswordHasher hasher, AccessTokens tokens) {
        this.registrar = registrar;
        this.accounts = accounts;
        this.hasher = hasher;
        this.tokens = tokens;
    }

    @Operation(summary = "Open an account and sign in to it")
    @PostMapping("/register")
    CompletableFuture<ResponseEntity<SignedIn>> register(
            @NewId UUID id, @Valid @RequestBody Registration registration) {
        return registrar
                .register(
                        id,
                        registration.name(),
                        registration.email(),
                        registration.password(),
                        registration.role().role())
                .thenApply(account ->
                        ResponseEntity.created(URI.create("/api/account")).body(SignedIn.as(account, tokens)));
    }

    @Operation(summary = "Sign in")
    @PostMapping("/login")
    SignedIn login(@Valid @RequestBody Login login) {
        Optional<Account> account = accounts.findByEmail(login.email());
        if (!hasher.matches(login.password(), account.map(Account::passwordHash).orElse(null))) {
            throw new ProblemException(ProblemCode.BAD_CREDENTIALS, "The e-mail address or the password is wrong.");
        }
        return SignedIn.as(account.orElseThrow().view(), tokens);
    }
}
