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

/** Lets somebody who has forgotten their password choose another. */
@Component
class ResetLetter implements Letter {

    static final String KIND = "reset-password";

    private final Accounts accounts;
    private final EmailedTokens tokens;
    private final MailProperties mail;

    ResetLetter(Accounts accounts, EmailedTokens tokens, MailProperties mail) {
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
        return accounts.findById(accountId).flatMap(account -> tokens.issue(accountId, LinkPurpose.RESET_PASSWORD)
                .map(token -> write(account.view(), token)));
    }

    private Mail write(AccountView account, OpaqueToken token) {
        return new Mail(
                account.email(),
                "Choose a new password",
                new Wording(
                        "Hello " + account.name() + ",",
                        List.of("Somebody, probably you, asked for a new password for your SkillSphere account."),
                        new Button("Choose a new password", mail.link("reset-password", token.value())),
                        "The link is good for one hour, and once. If it was not you, there is nothing to do: your password"
                                + " stays as it is."));
    }
}
