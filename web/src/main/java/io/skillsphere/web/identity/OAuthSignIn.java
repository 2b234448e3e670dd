package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.SignInCodes.Redeemed;
import io.skillsphere.web.mail.Outbox;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs in whom a provider has identified: to the account that is linked with them, else to the one with their address if it is
 * shown on both sides that the address is theirs, else to a new one.
 */
@Component
class OAuthSignIn {

    private static final Logger log = LoggerFactory.getLogger(OAuthSignIn.class);

    private final SignInCodes codes;
    private final LinkedSignIns links;
    private final Accounts accounts;
    private final AccountOpening opening;
    private final Sessions sessions;
    private final Outbox outbox;

    OAuthSignIn(
            SignInCodes codes,
            LinkedSignIns links,
            Accounts accounts,
            AccountOpening opening,
            Sessions sessions,
            Outbox outbox) {
        this.codes = codes;
        this.links = links;
        this.accounts = accounts;
        this.opening = opening;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /**
     * A session for whom the code was given for. The address, which may be null, is used where the provider has told of none and an
     * account has to be opened. Rejects a code that is not good (SIGN_IN_INVALID), a new account without an address (EMAIL_REQUIRED)
     * or with one that is taken (EMAIL_TAKEN), an address whose account has not shown that it is theirs (ADDRESS_UNPROVEN), and a
     * suspended account; after each of these but the first the code can be used again.
     */
    @Transactional
    OpenSession signIn(OpaqueToken code, String verifier, String address) {
        Redeemed redeemed = codes.redeem(code, verifier)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.SIGN_IN_INVALID, "This code is not valid, or not any more: begin again."));
        SomebodyElsewhere somebody = redeemed.somebody();
        links.lock(somebody);
        UUID accountId = linked(somebody)
                .or(() -> link(somebody))
                .orElseGet(() -> open(somebody, redeemed.role(), address))
                .id();
        return sessions.open(accountId);
    }

    /** Asked again under the lock: a password reset may just have dropped what it had not proven, and ended its sessions. */
    private Optional<Account> linked(SomebodyElsewhere somebody) {
        return links.find(somebody).flatMap(accounts::share).filter(account -> links.find(somebody)
                .filter(account.id()::equals)
                .isPresent());
    }

    private Optional<Account> link(SomebodyElsewhere somebody) {
        if (somebody.email() == null) {
            return Optional.empty();
        }
        Optional<Account> account = accounts.findIdByEmail(somebody.email()).flatMap(accounts::lock);
        account.ifPresent(known -> {
            // Whoever registered may have written somebody else's address, and waits for them to come.
            if (!known.isProven()) {
                throw new ProblemException(
                        ProblemCode.ADDRESS_UNPROVEN,
                        "There is an account with this address, and it was never confirmed that the address is its"
                                + " owner's. Ask for a new password with that address, and then sign in this way again.");
            }
            links.add(somebody, known.id());
            outbox.put(SignInAddedLetter.KIND, known.id(), somebody.issuer());
            log.info("Account {} can now be signed in to with {}", known.id(), somebody.issuer());
        });
        return account;
    }

    private Account open(SomebodyElsewhere somebody, Role role, String address) {
        Account account;
        if (somebody.email() != null) {
            account = opening.openProven(UUID.randomUUID(), somebody.name(), somebody.email(), role);
        } else if (address != null) {
            account = opening.open(UUID.randomUUID(), somebody.name(), address, null, role);
        } else {
            throw new ProblemException(
                    ProblemCode.EMAIL_REQUIRED,
                    "The provider tells of no verified e-mail address: send the same code again, with an address.");
        }
        links.add(somebody, account.id());
        log.info("Opened account {} for somebody of {}", account.id(), somebody.issuer());
        return account;
    }
}
