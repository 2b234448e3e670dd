package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
@RequestMapping("/api/auth")
class AuthController {

    private final Registrar registrar;
    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final AccessTokens tokens;

    AuthController(
            Registrar registrar, Accounts accounts, PasswordHasher hasher, Sessions sessions, AccessTokens tokens) {
        this.registrar = registrar;
        this.accounts = accounts;
        this.hasher = hasher;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Operation(summary = "Open an account and sign in to it")
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses(also = {ProblemCode.EMAIL_TAKEN, ProblemCode.ALREADY_EXISTS})
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
                        ResponseEntity.created(URI.create("/api/account")).body(signedIn(sessions.open(account.id()))));
    }

    @Operation(summary = "Sign in")
    @PostMapping("/login")
    @Refuses(also = {ProblemCode.BAD_CREDENTIALS, ProblemCode.ACCOUNT_SUSPENDED})
    SignedIn login(@Valid @RequestBody Login login) {
        Optional<Account> account = accounts.findByEmail(login.email());
        String hash = account.map(Account::passwordHash).orElse(null);
        boolean matches = hasher.matches(login.password(), hash);
        return account.filter(known -> matches)
                .flatMap(known -> sessions.open(known.id(), hash))
                .map(this::signedIn)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.BAD_CREDENTIALS, "The e-mail address or the password is wrong."));
    }

    @Operation(
            summary = "Get a new access token",
            description =
                    "A refresh token is good once and gives the next one; for ten seconds it gives that one again."
                            + " Used later than that, it ends the session.")
    @PostMapping("/refresh")
    SignedIn refresh(@Valid @RequestBody RefreshTokenBody body) {
        return sessions.refresh(body.token())
                .map(this::signedIn)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAUTHENTICATED,
                        "The refresh token is not valid, or not any more: sign in again."));
    }

    @Operation(summary = "End the session of a refresh token", description = "At once, with all that was opened by it.")
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@Valid @RequestBody RefreshTokenBody body) {
        sessions.logOut(body.token());
    }

    @Operation(summary = "End all of the caller's sessions", description = "At once, with all that was opened by them.")
    @PostMapping("/logout-everywhere")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutEverywhere(@CurrentActor Actor actor) {
        sessions.endAllOf(actor.accountId(), SessionEnd.LOGGED_OUT_EVERYWHERE);
    }

    private SignedIn signedIn(OpenSession session) {
        return SignedIn.to(session, tokens);
    }
}
