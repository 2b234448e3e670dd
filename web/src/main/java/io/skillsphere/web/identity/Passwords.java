package io.skillsphere.web.identity;

import io.skillsphere.web.mail.Outbox;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes passwords, which ends the account's sessions. Hashing is done between transactions, not in them. */
@Component
class Passwords {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final Accounts accounts;
    private final EmailedTokens tokens;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Passwords(
            Accounts accounts,
            EmailedTokens tokens,
            PasswordHasher hasher,
            Sessions sessions,
            Outbox outbox,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hasher = hasher;
        this.sessions = sessions;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Sets the password of whoever the link was mailed to, who has shown thereby that the address is theirs. Rejects a link that
     * is not good, and a password that is too easy to guess, after which the link can be used again.
     */
    Account reset(OpaqueToken link, String password) {
        Account seen = tokens.find(link, LinkPurpose.RESET_PASSWORD)
                .flatMap(accounts::findById)
                .orElseThrow(Passwords::badLink);
        rejectEasy(password, seen);
        String hash = hasher.hash(password);
        return transaction.execute(status -> {
            UUID accountId = tokens.redeem(link, LinkPurpose.RESET_PASSWORD).orElseThrow(Passwords::badLink);
            Account account = accounts.lock(accountId).orElseThrow();
            account.verifyEmail();
            set(account, hash);
            return account;
        });
    }

    /**
     * Sets another password for somebody who knows the one that there is. Rejects a wrong one (BAD_CREDENTIALS), and a new one that
     * is too easy to guess.
     */
    void change(UUID accountId, String current, String password) {
        Account seen = confirmed(accountId, current);
        rejectEasy(password, seen);
        String hash = hasher.hash(password);
        transaction.executeWithoutResult(status -> set(accounts.lock(accountId).orElseThrow(), hash));
    }

    /** The account, if that is its password; rejects others (BAD_CREDENTIALS). */
    Account confirmed(UUID accountId, String password) {
        return accounts.findById(accountId)
                .filter(account -> hasher.matches(password, account.passwordHash()))
                .orElseThrow(() -> new ProblemException(ProblemCode.BAD_CREDENTIALS, "The password is wrong."));
    }

    private void set(Account account, String hash) {
        account.setPasswordHash(hash);
        sessions.endAllOf(account.id(), SessionEnd.PASSWORD_CHANGED);
        outbox.put(PasswordChangedLetter.KIND, account.id(), null);
        log.info("The password of account {} was changed", account.id());
    }

    private static void rejectEasy(String password, Account account) {
        AccountView view = account.view();
        PasswordPolicy.objectionTo(password, view.name(), view.email()).ifPresent(objection -> {
            throw ProblemException.invalid("password", objection);
        });
    }

    static ProblemException badLink() {
        return new ProblemException(
                ProblemCode.LINK_INVALID, "This link is not valid, or not any more: ask for another one.");
    }
}
