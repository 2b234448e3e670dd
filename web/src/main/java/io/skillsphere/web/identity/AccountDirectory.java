package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the rest of web may know of other people's accounts. */
@Component
public class AccountDirectory {

    private final Accounts accounts;

    AccountDirectory(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The names by account id; an id that no account has is left out. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        return accounts.findByIdIn(ids).stream().collect(Collectors.toMap(Account::id, Account::name));
    }

    /** Whether there is such an account. */
    public boolean exists(UUID id) {
        return accounts.existsById(id);
    }

    /** Whether anybody but administrators has ever had an account. */
    public boolean isEmpty() {
        return !accounts.existsByRoleNot(Role.ADMIN);
    }
}
