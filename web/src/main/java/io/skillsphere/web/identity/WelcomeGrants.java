package io.skillsphere.web.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.api.rejection.Rejection;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives every newly verified account its first tokens, once.
 *
 * <p>The account and its wallet are not written in one transaction. The grant is, however often it is sent, one transfer
 * under one id, and what was not acknowledged is sent again at start-up and every minute.
 */
@Component
class WelcomeGrants {

    private static final Logger log = LoggerFactory.getLogger(WelcomeGrants.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Accounts accounts;
    private final CommandGateway commands;
    private final long amount;

    WelcomeGrants(Accounts accounts, CommandGateway commands, WelcomeGrantProperties properties) {
        this.accounts = accounts;
        this.commands = commands;
        this.amount = properties.welcomeGrant();
    }

    /** Gives the account what it is owed, and says whether there are tokens now; where it fails it stays owed. */
    boolean give(Account account) {
        if (!account.isOwedWelcomeGrant()) {
            return false;
        }
        try {
            if (amount > 0) {
                issue(account.id());
            }
            accounts.markWelcomeGranted(account.id());
            return amount > 0;
        } catch (RuntimeException e) {
            log.warn("The welcome grant of account {} has to wait: {}", account.id(), e.toString());
            return false;
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void giveAllOwed() {
        accounts.findOwedWelcomeGrant().forEach(this::give);
    }

    private void issue(UUID accountId) {
        UUID transferId = UUID.nameUUIDFromBytes(("welcome-grant:" + accountId).getBytes(UTF_8));
        try {
            commands.send(new IssueTokens(accountId, transferId, amount, IssueReason.WELCOME_GRANT, null))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException e) {
            if (!wasGivenBefore(e)) {
                throw e;
            }
        }
    }

    /** Under the same id with another amount: the setting has changed since. */
    private static boolean wasGivenBefore(RuntimeException e) {
        return HandlerExecutionException.<Object>resolveDetails(e)
                .filter(details ->
                        details instanceof Rejection rejection && rejection.code() == RejectionCode.ALREADY_EXISTS)
                .isPresent();
    }
}
