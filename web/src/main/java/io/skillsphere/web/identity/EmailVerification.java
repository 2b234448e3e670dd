package io.skillsphere.web.identity;

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

    EmailVerification(Accounts accounts, EmailedTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** The account whose address is now verified. Rejects a link that is not good, or not any more. */
    @Transactional
    Account verify(OpaqueToken link) {
        Account account = tokens.redeem(link, LinkPurpose.VERIFY_EMAIL)
                .flatMap(accounts::lock)
                .orElseThrow(Passwords::badLink);
        account.verifyEmail();
        log.info("The e-mail address of account {} is verified", account.id());
        return account;
    }
}
