package io.skillsphere.web.identity;

import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PostNotification;
import io.skillsphere.web.mail.Outbox;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes passwords, which ends the account's sessions. Hashing is done between transactions, not in them. */
@Component
class Passwords {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Accounts accounts;
    private final EmailedTokens tokens;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final LinkedSignIns links;
    private final Outbox outbox;
    private final CommandGateway commands;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Passwords(
            Accounts accounts,
            EmailedTokens tokens,
            PasswordHasher hasher,
            Sessions sessions,
            LinkedSignIns links,
            Outbox outbox,
            CommandGateway commands,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hasher = hasher;
        this.sessions = sessions;
        this.links = links;
        this.outbox = outbox;
        this.commands = commands;
        this.clock = clock;
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
            if (!account.isProven()) {
                // Whoever opened it may have been somebody else, who waits at a provider.
                links.dropAllOf(accountId);
            }
            account.proveEmail(clock.instant());
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
        Optional<Account> account = accounts.findById(accountId);
        if (account.filter(known -> known.passwordHash() == null).isPresent()) {
            throw new ProblemException(
                    ProblemCode.BAD_CREDENTIALS, "This account has no password yet: ask for one to be set by mail.");
        }
        return account.filter(known -> hasher.matches(password, known.passwordHash()))
                .orElseThrow(() -> new ProblemException(ProblemCode.BAD_CREDENTIALS, "The password is wrong."));
    }

    private void set(Account account, String hash) {
        account.setPasswordHash(hash);
        sessions.endAllOf(account.id(), SessionEnd.PASSWORD_CHANGED);
        outbox.put(PasswordChangedLetter.KIND, account.id(), null);
        tellInbox(account.id());
        log.info("The password of account {} was changed", account.id());
    }

    /** Beside the mail, which may go to an address that somebody else reads. Nobody's password changes without it. */
    private void tellInbox(UUID accountId) {
        commands.send(new PostNotification(
                        new InboxId(accountId),
                        UUID.randomUUID(),
                        NotificationType.PASSWORD_CHANGED,
                        NotificationChannel.IN_APP,
                        null,
                        null))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
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
