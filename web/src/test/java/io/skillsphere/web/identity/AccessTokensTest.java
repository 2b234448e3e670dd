package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

class AccessTokensTest extends IdentityTest {

    @Autowired
    private SigningKeys keys;

    private RSAKey ours;
    private UUID accountId;
    private UUID sessionId;

    @BeforeEach
    void somebody() {
        ours = keys.current().toRSAKey();
        accountId = anAccountWith(Role.LEARNER);
        sessionId = aSessionOf(accountId).id();
    }

    @Test
    void a_token_says_who_it_is_for_and_until_when_and_the_published_keys_verify_it() throws Exception {
        Answer registered = registerSomebody();
        Answer published = http.get("/.well-known/jwks.json");
        SignedJWT token = SignedJWT.parse(registered.token());

        assertThat(published.header("Cache-Control")).isEqualTo("max-age=600, public");
        JWKSet keySet = JWKSet.parse(published.body().toString());
        assertThat(keySet.containsNonPublicKeys()).isFalse();
        RSAKey key = keySet.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.size()).isEqualTo(3072);
        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();

        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(claims.getIssuer()).isEqualTo("skillsphere");
        assertThat(claims.getAudience()).containsExactly("skillsphere-api");
        assertThat(claims.getSubject()).isEqualTo(registered.accountId().toString());
        assertThat(claims.getStringClaim("role")).isEqualTo("LEARNER");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(900_000);
        assertThat(claims.toJSONObject()).doesNotContainKeys("name", "email");
    }

    @Test
    void a_token_made_as_ours_are_is_good() throws Exception {
        assertThat(call(signed(ours, header -> header, claims -> claims)).status())
                .isEqualTo(200);
    }

    @Test
    void clocks_may_differ_by_a_few_seconds() throws Exception {
        Date justNow = Date.from(Instant.now().minusSeconds(10));
        assertThat(call(signed(ours, header -> header, claims -> claims.expirationTime(justNow)))
                        .status())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> a_token_that_is_forged_or_stale_or_for_something_else_opens_nothing() throws Exception {
        return bad().entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(token.getKey(), () -> {
                    Answer refused = call(token.getValue());
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.code()).isEqualTo("unauthenticated");
                    assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
                    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
                }));
    }

    private Map<String, String> bad() throws Exception {
        RSAKey theirs = new RSAKeyGenerator(2048).keyID("theirs").generate();
        RSAKey theirsUnderOurName =
                new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
        String good = signed(ours, header -> header, claims -> claims);
        Instant now = Instant.now();

        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("not signed", new PlainJWT(claims().build()).serialize());
        bad.put("said not to be signed", withHeader(good, "{\"alg\":\"none\",\"typ\":\"at+jwt\"}"));
        bad.put("signature left out", good.substring(0, good.lastIndexOf('.') + 1));
        bad.put(
                "signed with our public key as if it were a secret",
                macWith(ours.toRSAPublicKey().getEncoded()));
        bad.put(
                "signed with our published key as if it were a secret",
                macWith(ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        bad.put("signed with another key", signed(theirs, header -> header, claims -> claims));
        bad.put(
                "signed with another key of the same name",
                signed(theirsUnderOurName, header -> header, claims -> claims));
        bad.put("brings its own key", signed(theirs, header -> header.jwk(theirs.toPublicJWK()), claims -> claims));
        bad.put(
                "points to its own key",
                signed(
                        theirs,
                        header -> header.jwkURL(URI.create("http://localhost:" + port + "/.well-known/jwks.json")),
                        claims -> claims));
        bad.put("signed with another algorithm", signedWith(JWSAlgorithm.RS512));
        bad.put("from another issuer", signed(ours, header -> header, claims -> claims.issuer("somebody")));
        bad.put("from nobody", signed(ours, header -> header, claims -> claims.issuer(null)));
        bad.put("for another audience", signed(ours, header -> header, claims -> claims.audience("other-api")));
        bad.put("for no audience", signed(ours, header -> header, claims -> claims.audience((String) null)));
        bad.put("an id token", signed(ours, header -> header.type(JOSEObjectType.JWT), claims -> claims));
        bad.put("of no type", signed(ours, header -> header.type(null), claims -> claims));
        bad.put(
                "expired",
                signed(ours, header -> header, claims -> claims.expirationTime(Date.from(now.minusSeconds(31)))));
        bad.put("never expires", signed(ours, header -> header, claims -> claims.expirationTime(null)));
        bad.put(
                "not good yet",
                signed(ours, header -> header, claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))));
        bad.put("for nobody", signed(ours, header -> header, claims -> claims.subject(null)));
        bad.put("for no account's id", signed(ours, header -> header, claims -> claims.subject("root")));
        bad.put("without a role", signed(ours, header -> header, claims -> claims.claim("role", null)));
        bad.put(
                "with a role that we do not know",
                signed(ours, header -> header, claims -> claims.claim("role", "GOD")));
        bad.put(
                "with a critical header that we do not know",
                signed(ours, header -> header.customParam("exp2", 1).criticalParams(Set.of("exp2")), claims -> claims));
        bad.put("with its payload changed", tampered(good));
        bad.put("with its signature changed", good.substring(0, good.length() - 4) + "AAAA");
        bad.put("with something appended that decodes to nothing", good + "A");
        bad.put("padded", good + "=");
        bad.put("signed with a key that it names by a path", named("../../../../dev/null"));
        bad.put("signed with a key that it names in SQL", named("' UNION SELECT jwk FROM signing_key --"));
        bad.put(
                "brings a certificate's address",
                signed(
                        theirs,
                        header -> header.x509CertURL(URI.create("http://localhost:" + port + "/api-docs")),
                        claims -> claims));
        bad.put("of no session", signed(ours, header -> header, claims -> claims.claim("sid", null)));
        bad.put(
                "of a session that was never opened",
                signed(
                        ours,
                        header -> header,
                        claims -> claims.claim("sid", UUID.randomUUID().toString())));
        bad.put(
                "of somebody else's session",
                signed(
                        ours,
                        header -> header,
                        claims -> claims.subject(anAccountWith(Role.ADMIN).toString())));
        bad.put("of a session that has ended", ended());
        bad.put("a refresh token", registerSomebody().refreshToken());
        bad.put("garbage", "garbage");
        bad.put("garbage in three parts", "a.b.c");
        bad.put("empty", "");
        return bad;
    }

    private String named(String keyId) throws Exception {
        byte[] guessed = new byte[32];
        return signed(new MACSigner(guessed), header(JWSAlgorithm.HS256, keyId), claims -> claims);
    }

    private String ended() {
        Answer loggedOut = registerSomebody();
        http.post("/api/auth/logout", "{\"refreshToken\": \"%s\"}".formatted(loggedOut.refreshToken()));
        return loggedOut.token();
    }

    private Answer call(String token) {
        return http.get("/api/account", bearer(token));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("skillsphere")
                .audience("skillsphere-api")
                .subject(accountId.toString())
                .claim("role", "LEARNER")
                .claim("sid", sessionId.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now().minusSeconds(900)))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private String signed(
            RSAKey key, UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws Exception {
        return signed(new RSASSASigner(key), header.apply(header(JWSAlgorithm.RS256, key.getKeyID())), claims);
    }

    private String signedWith(JWSAlgorithm algorithm) throws Exception {
        return signed(new RSASSASigner(ours), header(algorithm, ours.getKeyID()), claims -> claims);
    }

    private String macWith(byte[] secret) throws Exception {
        return signed(new MACSigner(secret), header(JWSAlgorithm.HS256, ours.getKeyID()), claims -> claims);
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId);
    }

    private String signed(JWSSigner signer, JWSHeader.Builder header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws Exception {
        SignedJWT token = new SignedJWT(header.build(), claims.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    private static String withHeader(String token, String header) {
        return Base64URL.encode(header) + token.substring(token.indexOf('.'));
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        String claims = Base64URL.from(parts[1]).decodeToString().replace("LEARNER", "ADMIN");
        return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
    }
}
