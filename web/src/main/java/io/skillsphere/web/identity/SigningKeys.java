package io.skillsphere.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.interfaces.RSAPublicKey;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign access tokens, the same on every node. The first start makes one. The next is published for a while
 * before it signs, so that everybody knows it by then; the one before is kept until what it signed has expired.
 */
@Component
class SigningKeys {

    /** How long the published keys may be cached, and so how long a key is published before it signs. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int RSA_BITS = 3072;
    private static final long LOOK_EVERY_SECONDS = 30;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration lifetime;
    private final Duration keptAfter;
    private final Clock clock;
    private volatile List<SigningKey> newestFirst;

    SigningKeys(JdbcClient jdbc, PlatformTransactionManager transactions, TokenProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.lifetime = properties.signingKeyLifetime();
        this.keptAfter =
                properties.accessLifetime().plus(AccessTokens.CLOCK_SKEW).plusSeconds(2 * LOOK_EVERY_SECONDS);
        this.clock = clock;
        this.newestFirst = read();
        if (newestFirst.isEmpty()) {
            addUnless(keys -> !keys.isEmpty(), clock.instant());
        }
    }

    /** A key with its private part, what verifies its signatures, and since when it is the one that signs. */
    record SigningKey(RSAKey jwk, RSAPublicKey publicKey, Instant signsFrom) {

        String id() {
            return jwk.getKeyID();
        }
    }

    /** The key that signs. */
    JWK current() {
        Instant now = clock.instant();
        return newestFirst.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(() -> newestFirst.get(newestFirst.size() - 1))
                .jwk();
    }

    /** What verifies the signatures of the key with this id; empty where they don't count, or not any more. */
    Optional<RSAPublicKey> verifying(String id) {
        return newestFirst.stream()
                .filter(key -> key.id().equals(id))
                .map(SigningKey::publicKey)
                .findFirst();
    }

    /** All keys whose signatures count, private parts included. */
    JWKSet all() {
        return new JWKSet(newestFirst.stream().<JWK>map(SigningKey::jwk).toList());
    }

    /** The key that signs next: a new one, unless one is waiting already. */
    SigningKey rotate() {
        Instant now = clock.instant();
        addUnless(keys -> keys.get(0).signsFrom().isAfter(now), now.plus(PUBLISHED_BEFORE));
        return newestFirst.get(0);
    }

    /** Sees what other nodes did, makes a new key when it is time, and drops those whose tokens have all expired. */
    @Scheduled(initialDelay = LOOK_EVERY_SECONDS, fixedDelay = LOOK_EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        newestFirst = read();
        if (isOld(newestFirst, now)) {
            addUnless(keys -> !isOld(keys, now), now.plus(PUBLISHED_BEFORE));
        }
        jdbc.sql("""
                        DELETE FROM signing_key WHERE signs_from < (
                            SELECT max(signs_from) FROM signing_key WHERE signs_from <= ?)""").param(Timestamp.from(now.minus(keptAfter))).update();
        newestFirst = read();
    }

    private boolean isOld(List<SigningKey> keys, Instant now) {
        return !keys.get(0).signsFrom().plus(lifetime).isAfter(now);
    }

    /** Two nodes that find at the same time that a key is needed must end with the same one. */
    private void addUnless(Predicate<List<SigningKey>> unneeded, Instant signsFrom) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE signing_key IN EXCLUSIVE MODE").update();
            newestFirst = read();
            if (!unneeded.test(newestFirst)) {
                add(make(), signsFrom);
                newestFirst = read();
            }
        });
    }

    private void add(JWK made, Instant signsFrom) {
        jdbc.sql("INSERT INTO signing_key (kid, jwk, created_at, signs_from) VALUES (?, ?, ?, ?)")
                .params(
                        made.getKeyID(),
                        made.toJSONString(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(signsFrom))
                .update();
        log.info("Signing key {} signs from {}", made.getKeyID(), signsFrom);
    }

    private List<SigningKey> read() {
        return jdbc.sql("SELECT jwk, signs_from FROM signing_key ORDER BY signs_from DESC, kid")
                .query((row, number) -> parse(
                        row.getString("jwk"), row.getTimestamp("signs_from").toInstant()))
                .list();
    }

    /** Every request has a signature verified: the JWK is decoded here, once, and not for each. */
    private static SigningKey parse(String jwk, Instant signsFrom) {
        try {
            RSAKey key = RSAKey.parse(jwk);
            return new SigningKey(key, key.toRSAPublicKey(), signsFrom);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("Table signing_key holds something that is not an RSA key.", e);
        }
    }

    private static JWK make() {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM can't make RSA keys.", e);
        }
    }
}
