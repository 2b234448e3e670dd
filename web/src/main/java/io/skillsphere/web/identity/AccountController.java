package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
class AccountController {

    private final Accounts accounts;
    private final RoleGiving roles;
    private final Passwords passwords;
    private final AccountErasure erasure;
    private final AccountExport export;
    private final AccountList list;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final TransactionTemplate transaction;

    AccountController(
            Accounts accounts,
            RoleGiving roles,
            Passwords passwords,
            AccountErasure erasure,
            AccountExport export,
            AccountList list,
            Sessions sessions,
            AccessTokens tokens,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.roles = roles;
        this.passwords = passwords;
        this.erasure = erasure;
        this.export = export;
        this.list = list;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Operation(summary = "The caller's own account")
    @GetMapping("/api/account")
    @Refuses(also = ProblemCode.NOT_FOUND)
    AccountView own(@CurrentActor Actor actor) {
        return accounts.findById(actor.accountId()).map(Account::view).orElseThrow(AccountController::noMore);
    }

    @Operation(
            summary = "Everything about the caller in one file",
            description =
                    "The account, and a list for each kind of thing: sessions, texts, mails, wallet, transactions, skills,"
                            + " availability, bookings, reviews, conversations, messages, notifications and their preferences. Its items"
                            + " are as their own routes show them.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema =
                                    @Schema(
                                            type = "object",
                                            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)))
    @GetMapping("/api/account/export")
    void export(@CurrentActor Actor actor, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("skillsphere-account.json")
                        .build()
                        .toString());
        export.write(actor.accountId(), response.getOutputStream());
    }

    @Operation(summary = "Change what one is called")
    @PatchMapping("/api/account")
    @Refuses(also = ProblemCode.NOT_FOUND)
    AccountView rename(@CurrentActor Actor actor, @Valid @RequestBody NameBody body) {
        return transaction.execute(status -> {
            Account account = accounts.lock(actor.accountId()).orElseThrow(AccountController::noMore);
            account.rename(body.name());
            return account.view();
        });
    }

    @Operation(
            summary = "Change the password",
            description = "Ends all sessions of the account, this one too, and is answered with a new one.")
    @PutMapping("/api/account/password")
    @Refuses(also = ProblemCode.BAD_CREDENTIALS)
    SignedIn changePassword(@CurrentActor Actor actor, @Valid @RequestBody PasswordChangeBody body) {
        passwords.change(actor.accountId(), body.currentPassword(), body.password());
        return SignedIn.to(sessions.open(actor.accountId()), tokens);
    }

    @Operation(
            summary = "Erase one's own account",
            description =
                    "Name, address, words and sessions are gone for good; published skills are retired, and the tokens"
                            + " that are left go back to the treasury. Bookings must have ended.")
    @DeleteMapping("/api/account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(also = {ProblemCode.BAD_CREDENTIALS, ProblemCode.OPEN_BOOKINGS, ProblemCode.LAST_ADMIN})
    void erase(@CurrentActor Actor actor, @Valid @RequestBody ErasureBody body) {
        erasure.erase(actor, body.password());
    }

    @Operation(summary = "All accounts, the newest first; query looks into names and addresses")
    @GetMapping("/api/admin/accounts")
    ResponseEntity<Page<AccountList.Listed>> list(
            @RequestParam(required = false) @Size(max = 100) String query,
            @RequestParam(required = false) Role role,
            @RequestParam(required = false) Boolean suspended,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        List<AccountList.Listed> found = list.find(query, role, suspended, Cursor.beforeOf(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<AccountList.Listed> shown = more ? found.subList(0, limit) : found;
        return Pages.of(shown, more ? shown.get(limit - 1).number() : null);
    }

    @Operation(
            summary = "Suspend an account",
            description = "It can't be signed in to, and its sessions end at once, with what was opened by them.")
    @PostMapping("/api/admin/accounts/{id}/suspend")
    @Refuses(also = ProblemCode.LAST_ADMIN)
    AccountView suspend(@PathVariable UUID id) {
        return roles.suspend(id);
    }

    @Operation(summary = "Let a suspended account sign in again")
    @PostMapping("/api/admin/accounts/{id}/unsuspend")
    AccountView unsuspend(@PathVariable UUID id) {
        return roles.unsuspend(id);
    }

    private static ProblemException noMore() {
        return new ProblemException(ProblemCode.NOT_FOUND, "This account is no more.");
    }

    @Operation(
            summary = "Give an account a role (ADMIN)",
            description = "Ends the account's sessions where the role is another than before: it has to sign in again.")
    @PutMapping("/api/admin/accounts/{id}/role")
    @Refuses(also = ProblemCode.LAST_ADMIN)
    AccountView giveRole(@PathVariable UUID id, @Valid @RequestBody RoleChange change) {
        return roles.give(id, change.role());
    }

    record RoleChange(@NotNull Role role) {}
}
