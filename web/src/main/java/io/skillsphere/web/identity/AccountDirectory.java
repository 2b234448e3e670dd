package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the rest of web may know of other people's accounts. */
@Component
public class AccountDirectory {

    private final Accounts accounts;
    private final JdbcClient jdbc;

    AccountDirectory(Accounts accounts, JdbcClient jdbc) {
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    /** The names by account id; an id that no account has is left out. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        // A page of a list is one statement, however many accounts it names.
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("SELECT id, name FROM account WHERE id = ANY (?)")
                .param(ids.toArray(UUID[]::new))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    /** The account, as it is now. */
    public Optional<AccountView> find(UUID id) {
        return accounts.findById(id).map(Account::view);
    }

    /** The account with this e-mail address, however it is capitalised. */
    public Optional<AccountView> findByEmail(String email) {
        return accounts.findByEmail(email).map(Account::view);
    }

    /** Whether there is such an account. */
    public boolean exists(UUID id) {
        return accounts.existsById(id);
    }

    /** Whether an administrator keeps it from signing in. */
    public boolean isSuspended(UUID id) {
        return accounts.findById(id).filter(Account::isSuspended).isPresent();
    }

    /** Whether anybody but administrators has ever had an account. */
    public boolean isEmpty() {
        return !accounts.existsByRoleNot(Role.ADMIN);
    }
}
