package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who has shown a good access token; their name is the account's id, their principal the {@link Actor}. */
public final class ActorAuthentication extends AbstractAuthenticationToken {

    /** The authority of those whose e-mail address is verified. */
    static final String VERIFIED = "EMAIL_VERIFIED";

    private final Actor actor;
    private final UUID sessionId;
    private final Instant expiresAt;

    ActorAuthentication(Actor actor, boolean verified, UUID sessionId, Instant expiresAt) {
        super(AuthorityUtils.createAuthorityList(
                verified ? List.of("ROLE_" + actor.role(), VERIFIED) : List.of("ROLE_" + actor.role())));
        this.actor = actor;
        this.sessionId = sessionId;
        this.expiresAt = expiresAt;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    /** The token itself is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return actor.accountId().toString();
    }

    /** Whether the e-mail address is verified: who has yet to show that it is theirs reads, and changes nothing. */
    public boolean isVerified() {
        return AuthorityUtils.authorityListToSet(getAuthorities()).contains(VERIFIED);
    }

    /** The session that the access token is of; what was opened by it ends with it. */
    public UUID sessionId() {
        return sessionId;
    }

    /** When the access token ends, and with it whatever was opened by it. */
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof ActorAuthentication that
                && sessionId.equals(that.sessionId)
                && expiresAt.equals(that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), sessionId, expiresAt);
    }
}
