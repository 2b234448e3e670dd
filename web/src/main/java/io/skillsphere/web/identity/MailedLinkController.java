package io.skillsphere.web.identity;

import io.skillsphere.web.mail.Outbox;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Links that are mailed, and what they are good for. Whether an address is known can't be told from any of this: the answers are
 * the same, and so is the work that they wait for, one look and one row; the rest is done when the mail is written.
 */
@Tag(name = "Identity")
@RestController
@RequestMapping("/api/auth")
class MailedLinkController {

    private final Accounts accounts;
    private final Outbox outbox;
    private final EmailVerification verification;
    private final Passwords passwords;
    private final WelcomeGrants welcomeGrants;

    MailedLinkController(
            Accounts accounts,
            Outbox outbox,
            EmailVerification verification,
            Passwords passwords,
            WelcomeGrants welcomeGrants) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.verification = verification;
        this.passwords = passwords;
        this.welcomeGrants = welcomeGrants;
    }

    @Operation(
            summary = "Confirm an e-mail address",
            description = "With the token of the link that was mailed, good once. The welcome grant follows.")
    @PostMapping("/verify-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(also = ProblemCode.LINK_INVALID)
    void verify(@Valid @RequestBody LinkBody body) {
        welcomeGrants.give(verification.verify(new OpaqueToken(body.token())));
    }

    @Operation(
            summary = "Mail another link to confirm an e-mail address",
            description =
                    "Where the address is known and not confirmed; the answer does not tell. At most one a minute.")
    @PostMapping("/verify-email/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@Valid @RequestBody AddressBody body) {
        mail(VerificationLetter.KIND, body);
    }

    @Operation(
            summary = "Mail a link to choose a new password",
            description = "Where the address is known; the answer does not tell. At most one a minute.")
    @PostMapping("/forgot-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@Valid @RequestBody AddressBody body) {
        mail(ResetLetter.KIND, body);
    }

    @Operation(
            summary = "Choose a new password",
            description = "With the token of the link that was mailed, good once. Ends all sessions of the account.")
    @PostMapping("/reset-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(also = ProblemCode.LINK_INVALID)
    void reset(@Valid @RequestBody ResetBody body) {
        welcomeGrants.give(passwords.reset(new OpaqueToken(body.token()), body.password()));
    }

    private void mail(String kind, AddressBody body) {
        outbox.put(kind, accounts.findByEmail(body.email()).map(Account::id).orElse(null), null);
    }

    /** The secret of a mailed link: what follows {@code token=} in it. */
    record LinkBody(@NotBlank @Size(max = 200) String token) {

        @Override
        public String toString() {
            return "LinkBody";
        }
    }

    /** An address to which a link may be mailed. */
    record AddressBody(@NotBlank @Size(max = 254) @Email String email) {

        AddressBody {
            email = email == null ? null : email.strip();
        }

        @Override
        public String toString() {
            return "AddressBody";
        }
    }

    /** The secret of a mailed link, and the password to set. */
    record ResetBody(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "ResetBody";
        }
    }
}
