package io.skillsphere.web.identity;

import java.time.Instant;
import java.util.UUID;

/** A session that was just opened or refreshed: whose, until when at the latest, and the token to refresh it with. */
record OpenSession(UUID id, AccountView account, Instant expiresAt, OpaqueToken refreshToken) {}
