package io.skillsphere.web.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.skillsphere.query.ledger.CheckpointSigner;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign checkpoints (ES256), and nothing else: an access token can never pass for a checkpoint. The first use
 * makes one, and each is followed by another when its lifetime is over. All of them stay, so that what they signed can be
 * verified for ever.
 */
@Component
class AuditKeys implements CheckpointSigner {

    private static final JOSEObjectType TYPE = new JOSEObjectType("skillsphere-checkpoint");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditProperties properties;
    private final Clock clock;

    AuditKeys(JdbcClient jdbc, PlatformTransactionManager transactionManager, AuditProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String sign(String payload) {
        ECKey key = current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(TYPE)
                .build();
        JWSObject jws = new JWSObject(header, new Payload(payload));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM can't sign with ES256.", e);
        }
        return jws.serialize();
    }

    /** The public parts of all keys that ever signed, as a JWK set (RFC 7517). */
    Map<String, Object> publicKeys() {
        List<JWK> keys = jdbc.sql("SELECT jwk FROM audit_key ORDER BY created_at DESC, kid")
                .query((row, number) -> (JWK) parse(row.getString("jwk")))
                .list();
        return new JWKSet(keys).toPublicJWKSet().toJSONObject();
    }

    private ECKey current() {
        return transaction.execute(status -> {
            Optional<ECKey> young = young();
            if (young.isPresent()) {
                return young.get();
            }
            // Two nodes must not each make one.
            jdbc.sql("LOCK TABLE audit_key IN EXCLUSIVE MODE").update();
            return young().orElseGet(this::make);
        });
    }

    private Optional<ECKey> young() {
        return jdbc.sql("SELECT jwk FROM audit_key WHERE created_at > ? ORDER BY created_at DESC, kid LIMIT 1")
                .param(Timestamp.from(clock.instant().minus(properties.keyLifetime())))
                .query((row, number) -> parse(row.getString("jwk")))
                .optional();
    }

    private ECKey make() {
        try {
            ECKey made = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            Instant now = clock.instant();
            jdbc.sql("INSERT INTO audit_key (kid, jwk, created_at) VALUES (?, ?, ?)")
                    .params(made.getKeyID(), made.toJSONString(), Timestamp.from(now))
                    .update();
            return made;
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM can't make EC keys.", e);
        }
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("Table audit_key holds something that is not an EC key.", e);
        }
    }
}
