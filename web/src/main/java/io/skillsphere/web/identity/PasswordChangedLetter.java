package io.skillsphere.web.identity;

import io.skillsphere.web.mail.Letter;
import io.skillsphere.web.mail.Mail;
import io.skillsphere.web.mail.Mail.Wording;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells an account's owner that its password was changed, in case it was somebody else. */
@Component
class PasswordChangedLetter implements Letter {

    static final String KIND = "password-changed";

    private final Accounts accounts;

    PasswordChangedLetter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(UUID accountId, String reference) {
        return accounts.findById(accountId).map(Account::view).map(PasswordChangedLetter::write);
    }

    private static Mail write(AccountView account) {
        return new Mail(
                account.email(),
                "Your password was changed",
                new Wording(
                        "Hello " + account.name() + ",",
                        List.of(
                                "The password of your SkillSphere account was changed just now, and everybody who was signed"
                                        + " in to it has been signed out.",
                                "If it was not you, ask for a new password at once: whoever changed it may have read your"
                                        + " mail."),
                        null,
                        "You get this mail each time that your password is changed."));
    }
}
