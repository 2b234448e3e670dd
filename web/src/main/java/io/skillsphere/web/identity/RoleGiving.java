package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives accounts their roles, which ends their sessions, and keeps at least one ADMIN. */
@Component
class RoleGiving {

    private static final Logger log = LoggerFactory.getLogger(RoleGiving.class);

    private final Accounts accounts;
    private final Sessions sessions;

    RoleGiving(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Transactional
    AccountView give(UUID accountId, Role role) {
        List<Account> admins = accounts.lockAllWith(Role.ADMIN);
        Account account = accounts.lock(accountId)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such account."));
        if (role != Role.ADMIN && admins.size() == 1 && admins.contains(account)) {
            throw new ProblemException(
                    ProblemCode.LAST_ADMIN, "This is the last ADMIN: give somebody else the role first.");
        }
        if (account.role() != role) {
            account.give(role);
            sessions.endAllOf(accountId, SessionEnd.ROLE_CHANGED);
            log.info("Account {} is now {}", accountId, role);
        }
        return account.view();
    }
}
