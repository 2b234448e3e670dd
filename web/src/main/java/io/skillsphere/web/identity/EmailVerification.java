package io.skillsphere.web.identity;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes that an address is its account's. */
@Component
class EmailVerification {

    private static final Logger log = LoggerFactory.getLogger(EmailVerification.class);

    private final Accounts accounts;
    private final EmailedTokens tokens;
    private final Clock clock;

    EmailVerification(Accounts accounts, EmailedTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The account whose address is now verified. Rejects a link that is not good, or not any more. */
    @Transactional
    Account verify(OpaqueToken link) {
        Account account = tokens.redeem(link, LinkPurpose.VERIFY_EMAIL)
                .flatMap(accounts::lock)
                .orElseThrow(Passwords::badLink);
        account.proveEmail(clock.instant());
        log.info("The e-mail address of account {} is verified", account.id());
        return account;
    }
}
