package io.skillsphere.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign access tokens. The first start makes one; every node and every later start uses it. */
@Component
class SigningKeys {

    private static final int RSA_BITS = 3072;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<JWK> newestFirst;

    SigningKeys(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        List<JWK> kept = read();
        this.newestFirst =
                kept.isEmpty() ? new TransactionTemplate(transactions).execute(status -> readOrMake()) : kept;
    }

    /** The key that signs. */
    JWK current() {
        return newestFirst.get(0);
    }

    /** All keys whose signatures count, private parts included. */
    JWKSet all() {
        return new JWKSet(newestFirst);
    }

    /** Two nodes that start at once on an empty database must end with the same key. */
    private List<JWK> readOrMake() {
        jdbc.sql("LOCK TABLE signing_key IN EXCLUSIVE MODE").update();
        List<JWK> kept = read();
        if (!kept.isEmpty()) {
            return kept;
        }
        JWK made = make();
        jdbc.sql("INSERT INTO signing_key (kid, jwk, created_at) VALUES (?, ?, ?)")
                .params(made.getKeyID(), made.toJSONString(), Timestamp.from(clock.instant()))
                .update();
        return List.of(made);
    }

    private List<JWK> read() {
        return jdbc.sql("SELECT jwk FROM signing_key ORDER BY created_at DESC, kid")
                .query((row, number) -> parse(row.getString("jwk")))
                .list();
    }

    private static JWK parse(String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("Table signing_key holds something that is not a JWK.", e);
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
