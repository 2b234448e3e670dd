package io.skillsphere.web.identity;

import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in: each session a chain of refresh tokens that are good once (RFC 9700, 4.14.2).
 *
 * <p>Two tabs that refresh at once show the same token, and both get the same next one, within {@link #GRACE}. Later than that,
 * a token that comes again was stolen, by this client or from it, and the session ends for both.
 */
@Component
public class Sessions {

    /** How long after its first use a refresh token still gives the successor that it gave then. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Duration lifetime;
    private final Clock clock;

    Sessions(JdbcClient jdbc, Accounts accounts, TokenProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.lifetime = properties.refreshLifetime();
        this.clock = clock;
    }

    /** Opens a session of an account that is there. */
    @Transactional
    OpenSession open(UUID accountId) {
        return accounts.share(accountId).map(this::open).orElseThrow();
    }

    /** Opens a session of an account that was seen with this password; empty if it has another one by now. */
    @Transactional
    Optional<OpenSession> open(UUID accountId, String passwordHash) {
        // Whoever changes the account waits for this session, and ends it with the others.
        return accounts.share(accountId)
                .filter(account -> passwordHash.equals(account.passwordHash()))
                .map(this::open);
    }

    /** Only who has shown the password, or a link that was mailed, gets as far as learning of a suspension. */
    private OpenSession open(Account account) {
        if (account.isSuspended()) {
            throw new ProblemException(
                    ProblemCode.ACCOUNT_SUSPENDED,
                    "This account is suspended. Write to whoever runs this SkillSphere.");
        }
        Instant now = clock.instant();
        OpenSession session =
                new OpenSession(UUID.randomUUID(), account.view(), now.plus(lifetime), OpaqueToken.random());
        jdbc.sql("INSERT INTO account_session (id, account_id, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?)")
                .params(session.id(), account.id(), at(now), at(now), at(session.expiresAt()))
                .update();
        keep(session.refreshToken(), session.id());
        return session;
    }

    /** The session with its next refresh token; empty if the token is unknown, or its session is over or now ends. */
    @Transactional
    Optional<OpenSession> refresh(OpaqueToken token) {
        Instant now = clock.instant();
        return lock(token, now).flatMap(session -> refresh(session, token, now));
    }

    private Optional<OpenSession> refresh(Row session, OpaqueToken token, Instant now) {
        Use use = jdbc.sql("SELECT used_at, successor_salt FROM refresh_token WHERE hash = ?")
                .param(token.hash())
                .query(Use.class)
                .single();
        Optional<OpaqueToken> next;
        if (use.usedAt() == null) {
            next = Optional.of(rotate(session, token, now));
        } else if (use.successorSalt() != null && !now.isAfter(use.usedAt().plus(GRACE))) {
            next = Optional.of(token.successor(use.successorSalt()));
        } else {
            log.warn("A used refresh token of account {} came again: session {} ends", session.accountId, session.id);
            end("id = ?", session.id, SessionEnd.TOKEN_REUSED);
            next = Optional.empty();
        }
        return next.flatMap(refreshToken -> accounts.findById(session.accountId)
                .map(account -> new OpenSession(session.id, account.view(), session.expiresAt, refreshToken)));
    }

    private OpaqueToken rotate(Row session, OpaqueToken token, Instant now) {
        byte[] salt = OpaqueToken.randomBytes();
        OpaqueToken next = token.successor(salt);
        jdbc.sql("UPDATE refresh_token SET successor_salt = NULL WHERE session_id = ? AND used_at < ?")
                .params(session.id, at(now.minus(GRACE)))
                .update();
        jdbc.sql("UPDATE refresh_token SET used_at = ?, successor_salt = ? WHERE hash = ?")
                .params(at(now), salt, token.hash())
                .update();
        keep(next, session.id);
        jdbc.sql("UPDATE account_session SET used_at = ? WHERE id = ?")
                .params(at(now), session.id)
                .update();
        return next;
    }

    private void keep(OpaqueToken token, UUID sessionId) {
        jdbc.sql("INSERT INTO refresh_token (hash, session_id) VALUES (?, ?)")
                .params(token.hash(), sessionId)
                .update();
    }

    /** The open session that the token is of. All that happens to it from now on waits. */
    private Optional<Row> lock(OpaqueToken token, Instant now) {
        return jdbc.sql("""
                        SELECT id, account_id, expires_at FROM account_session
                        WHERE id = (SELECT session_id FROM refresh_token WHERE hash = ?)
                        AND ended_at IS NULL AND expires_at > ? FOR UPDATE""").params(token.hash(), at(now)).query(Row.class).optional();
    }

    /** Ends the session that the token is or was of; nothing where there is none. */
    @Transactional
    void logOut(OpaqueToken token) {
        end("id = (SELECT session_id FROM refresh_token WHERE hash = ?)", token.hash(), SessionEnd.LOGGED_OUT);
    }

    /** Ends all sessions of an account; in the transaction that changes the account, which must have locked it. */
    @Transactional
    void endAllOf(UUID accountId, SessionEnd because) {
        end("account_id = ?", accountId, because);
    }

    private void end(String which, Object param, SessionEnd because) {
        jdbc.sql("UPDATE account_session SET ended_at = ?, ended_because = ? WHERE ended_at IS NULL AND " + which)
                .params(at(clock.instant()), because.name(), param)
                .update();
    }

    /**
     * Whether the account that is signed in by this session has a verified address; empty where the session is over. Asked of
     * every access token, so that logging out works at once.
     */
    Optional<Boolean> isVerified(UUID sessionId, UUID accountId) {
        return jdbc.sql("""
                        SELECT a.email_verified FROM account_session s JOIN account a ON a.id = s.account_id
                        WHERE s.id = ? AND s.account_id = ? AND s.ended_at IS NULL AND s.expires_at > ?""")
                .params(sessionId, accountId, at(clock.instant()))
                .query(Boolean.class)
                .optional();
    }

    /** Those of the sessions that are over. */
    public Set<UUID> overAmong(Collection<UUID> sessionIds) {
        Set<UUID> over = new HashSet<>(sessionIds);
        over.removeAll(
                jdbc.sql("SELECT id FROM account_session WHERE id = ANY (?) AND ended_at IS NULL AND expires_at > ?")
                        .params(sessionIds.toArray(UUID[]::new), at(clock.instant()))
                        .query(UUID.class)
                        .set());
        return over;
    }

    /** Forgets sessions whose time is over, with their tokens. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetExpired() {
        jdbc.sql("DELETE FROM account_session WHERE expires_at < ?")
                .param(at(clock.instant()))
                .update();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    private record Row(UUID id, UUID accountId, Instant expiresAt) {}

    private record Use(Instant usedAt, byte[] successorSalt) {}
}
