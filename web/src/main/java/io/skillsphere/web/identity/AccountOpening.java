package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.mail.MailProperties;
import io.skillsphere.web.mail.Outbox;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts. Two who want the same address at once are told apart by the database, not by a look beforehand. */
@Component
class AccountOpening {

    private final EntityManager entityManager;
    private final MailProperties mail;
    private final Outbox outbox;
    private final Clock clock;

    AccountOpening(EntityManager entityManager, MailProperties mail, Outbox outbox, Clock clock) {
        this.entityManager = entityManager;
        this.mail = mail;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** For somebody who has yet to show that the address is theirs, where mail can be sent. The hash may be null. */
    @Transactional
    Account open(UUID id, String name, String email, String passwordHash, Role role) {
        Account account = open(id, name, email, passwordHash, role, !mail.isConfigured());
        outbox.put(VerificationLetter.KIND, id, null);
        return account;
    }

    /** For somebody who has shown a provider that the address is theirs. It has no password. */
    @Transactional
    Account openProven(UUID id, String name, String email, Role role) {
        Account account = open(id, name, email, null, role, true);
        account.proveEmail(clock.instant());
        return account;
    }

    /** For somebody whose address the operator vouches for. */
    @Transactional
    Account openVouched(UUID id, String name, String email, String passwordHash, Role role) {
        return open(id, name, email, passwordHash, role, true);
    }

    /** Rejects an address that is taken, in whatever case it is written. */
    private Account open(UUID id, String name, String email, String passwordHash, Role role, boolean verified) {
        Account account = new Account(
                id, name, email, passwordHash, role, verified, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            entityManager.persist(account);
            entityManager.flush();
        } catch (ConstraintViolationException e) {
            if ("account_email".equals(e.getConstraintName())) {
                throw new ProblemException(ProblemCode.EMAIL_TAKEN, "There is already an account with this address.");
            }
            throw e;
        }
        return account;
    }
}
