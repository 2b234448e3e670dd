package io.skillsphere.web.identity;

import io.skillsphere.web.mail.Letter;
import io.skillsphere.web.mail.Mail;
import io.skillsphere.web.mail.Mail.Button;
import io.skillsphere.web.mail.Mail.Wording;
import io.skillsphere.web.mail.MailProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks whoever has an address whether the account is theirs. */
@Component
class VerificationLetter implements Letter {

    static final String KIND = "verify-email";

    private final Accounts accounts;
    private final EmailedTokens tokens;
    private final MailProperties mail;

    VerificationLetter(Accounts accounts, EmailedTokens tokens, MailProperties mail) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.mail = mail;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isSecret() {
        return true;
    }

    @Override
    public Optional<Mail> write(UUID accountId, String reference) {
        return accounts.findById(accountId)
                .filter(account -> !account.view().emailVerified())
                .flatMap(account ->
                        tokens.issue(accountId, LinkPurpose.VERIFY_EMAIL).map(token -> write(account.view(), token)));
    }

    private Mail write(AccountView account, OpaqueToken token) {
        return new Mail(
                account.email(),
                "Please confirm your e-mail address",
                new Wording(
                        "Hello " + account.name() + ",",
                        List.of(
                                "Welcome to SkillSphere! Please confirm that this address is yours. After that you can book"
                                        + " sessions and offer your own, and your welcome tokens are in your wallet."),
                        new Button("Confirm my address", mail.link("verify-email", token.value())),
                        "The link is good for two days, and once. If you did not register at SkillSphere, there is nothing"
                                + " to do: without your confirmation the account can't be used."));
    }
}
