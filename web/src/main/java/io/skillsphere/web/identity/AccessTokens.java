package io.skillsphere.web.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Issues access tokens (RFC 9068) and says whose they are, by our own keys and no others. */
@Component
public class AccessTokens {

    private static final String TYPE = "at+jwt";
    private static final String AUDIENCE = "skillsphere-api";
    private static final String ROLE = "role";
    private static final String SESSION = "sid";
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final Sessions sessions;
    private final String issuer;
    private final Duration lifetime;
    private final Clock clock;
    private final JwtEncoder encoder;
    private final JwtDecoder decoder;

    AccessTokens(SigningKeys keys, Sessions sessions, TokenProperties properties, Clock clock) {
        JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys.all());
        this.keys = keys;
        this.sessions = sessions;
        this.issuer = properties.issuer();
        this.lifetime = properties.accessLifetime();
        this.clock = clock;
        this.encoder = new NimbusJwtEncoder(source);
        this.decoder = decoder(keys, issuer, clock);
    }

    /** A token and how long it is good for from now on. */
    record Issued(String token, Duration lifetime) {}

    /** A token for the session's account as it is now; it does not outlive the session. */
    Issued issue(OpenSession session) {
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        Instant expiresAt = end.isBefore(session.expiresAt()) ? end : session.expiresAt();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(TYPE)
                .keyId(keys.current().getKeyID())
                .build();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(issuer)
                .audience(List.of(AUDIENCE))
                .subject(session.account().id().toString())
                .claim(ROLE, session.account().role().name())
                .claim(SESSION, session.id().toString())
                .issuedAt(now)
                .expiresAt(expiresAt)
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new Issued(token, Duration.between(now, expiresAt));
    }

    /**
     * Who sends the token and until when it is good; rejects one that is forged, stale or not an access token of ours, and one
     * whose session has ended.
     */
    public ActorAuthentication authenticate(String token) throws InvalidBearerTokenException {
        try {
            requireOneSpelling(token);
            Jwt jwt = decoder.decode(token);
            Actor actor = actor(jwt);
            UUID sessionId = UUID.fromString(String.valueOf(jwt.getClaimAsString(SESSION)));
            boolean verified = sessions.isVerified(sessionId, actor.accountId())
                    .orElseThrow(() -> new InvalidBearerTokenException("The session of this access token has ended."));
            return new ActorAuthentication(actor, verified, sessionId, jwt.getExpiresAt());
        } catch (JwtException | IllegalArgumentException e) {
            throw new InvalidBearerTokenException(e.getMessage(), e);
        }
    }

    /** The decoder drops bits that decode to nothing, so that one signature could be spelled in many ways. */
    private static void requireOneSpelling(String token) {
        String signature = token.substring(token.lastIndexOf('.') + 1);
        byte[] decoded = Base64.getUrlDecoder().decode(signature);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(signature)) {
            throw new BadJwtException("The signature is not written as base64url.");
        }
    }

    private static Actor actor(Jwt jwt) {
        return new Actor(
                UUID.fromString(String.valueOf(jwt.getSubject())),
                Role.valueOf(String.valueOf(jwt.getClaimAsString(ROLE))));
    }

    /** Keys are ours alone: one that a token brings along, or points to, is never looked at. */
    private static JwtDecoder decoder(SigningKeys keys, String issuer, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
        processor.setJWSKeySelector((header, context) -> JWSAlgorithm.RS256.equals(header.getAlgorithm())
                ? keys.verifying(header.getKeyID()).stream().toList()
                : List.of());
        // Claims are for the validators below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});

        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setAllowEmptyExpiryClaim(false);
        timestamps.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps, new JwtIssuerValidator(issuer), new JwtAudienceValidator(AUDIENCE)));
        return decoder;
    }
}
