package io.skillsphere.web.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.skillsphere.api.account.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All accounts, for administrators and auditors: the newest first. */
@Component
class AccountList {

    private final JdbcClient jdbc;

    AccountList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An account as an administrator sees it.
     *
     * @param suspendedAt since when it can't be signed in to; null where it can
     * @param number the older account's is lower
     */
    record Listed(
            UUID id,
            String name,
            String email,
            Role role,
            boolean emailVerified,
            Instant createdAt,
            @Nullable Instant suspendedAt,
            @JsonIgnore long number) {}

    /**
     * Accounts whose name or address holds the words, with that role, and a number below the given one; each may be null. At most {@code limit}.
     */
    List<Listed> find(String query, Role role, Boolean suspended, Long before, int limit) {
        StringBuilder sql = new StringBuilder("""
                SELECT id, name, email, role, email_verified, created_at, suspended_at, number FROM account WHERE true""");
        List<Object> params = new ArrayList<>();
        if (query != null && !query.isBlank()) {
            sql.append(" AND (position(lower(?) IN lower(name)) > 0 OR position(lower(?) IN lower(email)) > 0)");
            params.add(query.strip());
            params.add(query.strip());
        }
        if (role != null) {
            sql.append(" AND role = ?");
            params.add(role.name());
        }
        if (suspended != null) {
            sql.append(" AND (suspended_at IS NOT NULL) = ?");
            params.add(suspended);
        }
        if (before != null) {
            sql.append(" AND number < ?");
            params.add(before);
        }
        sql.append(" ORDER BY number DESC LIMIT ?");
        params.add(limit);
        return jdbc.sql(sql.toString()).params(params).query(Listed.class).list();
    }
}
