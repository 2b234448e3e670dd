package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do with accounts: roles and suspensions, which end sessions. At least one ADMIN is kept. */
@Component
class RoleGiving {

    private static final Logger log = LoggerFactory.getLogger(RoleGiving.class);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    RoleGiving(Accounts accounts, Sessions sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Transactional
    AccountView give(UUID accountId, Role role) {
        if (role != Role.ADMIN) {
            requireAnotherAdminThan(accountId);
        }
        Account account = accounts.lock(accountId).orElseThrow(RoleGiving::unknown);
        if (account.role() != role) {
            account.give(role);
            sessions.endAllOf(accountId, SessionEnd.ROLE_CHANGED);
            log.info("Account {} is now {}", accountId, role);
        }
        return account.view();
    }

    /** Shuts an account out and ends its sessions; rejects the last administrator's (LAST_ADMIN). */
    @Transactional
    AccountView suspend(UUID accountId) {
        requireAnotherAdminThan(accountId);
        Account account = accounts.lock(accountId).orElseThrow(RoleGiving::unknown);
        if (!account.isSuspended()) {
            account.suspend(clock.instant());
            sessions.endAllOf(accountId, SessionEnd.SUSPENDED);
            log.info("Account {} is suspended", accountId);
        }
        return account.view();
    }

    /** Lets a suspended account sign in again. */
    @Transactional
    AccountView unsuspend(UUID accountId) {
        Account account = accounts.lock(accountId).orElseThrow(RoleGiving::unknown);
        account.unsuspend();
        return account.view();
    }

    /** Rejects the only administrator who can sign in (LAST_ADMIN); until the transaction ends, the others stay what they are. */
    @Transactional
    void requireAnotherAdminThan(UUID accountId) {
        List<Account> active = accounts.lockAllWith(Role.ADMIN).stream()
                .filter(admin -> !admin.isSuspended())
                .toList();
        if (active.size() == 1 && active.get(0).id().equals(accountId)) {
            throw new ProblemException(
                    ProblemCode.LAST_ADMIN, "This is the last ADMIN: give somebody else the role first.");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such account.");
    }
}
