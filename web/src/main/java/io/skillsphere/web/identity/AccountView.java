package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.time.Instant;
import java.util.UUID;

/** An account as its owner and the admins see it. */
public record AccountView(UUID id, String name, String email, Role role, boolean emailVerified, Instant createdAt) {}
