package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/** Those who were sent to a provider. One can come back once, soon, and in the same browser. */
@Component
class SignInAttempts {

    /** Long enough for a password and a second factor. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the client wants.
     *
     * @param address where to send people back to
     * @param state given back to it, null for nothing
     * @param codeChallenge S256 (RFC 7636) of what it shows with the one-time code
     * @param role of an account that is opened
     */
    record Wish(String address, @Nullable String state, String codeChallenge, Role role) {}

    /** An attempt that has come back: what the provider was asked for, and what the client wanted. */
    record Attempt(OAuth2AuthorizationRequest request, Wish wish) {}

    void begin(ClientRegistration provider, OAuth2AuthorizationRequest request, OpaqueToken browser, Wish wish) {
        jdbc.sql("""
                        INSERT INTO sign_in_attempt (state_hash, browser_hash, provider, callback, code_verifier, nonce,
                            client_address, client_state, code_challenge, role, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        new OpaqueToken(request.getState()).hash(),
                        browser.hash(),
                        provider.getRegistrationId(),
                        request.getRedirectUri())
                .params(
                        request.<String>getAttribute(PkceParameterNames.CODE_VERIFIER),
                        request.<String>getAttribute(OidcParameterNames.NONCE))
                .params(
                        wish.address(),
                        wish.state(),
                        wish.codeChallenge(),
                        wish.role().name(),
                        at(clock.instant().plus(LIFETIME)))
                .update();
    }

    /** Uses it up; empty, and nothing is used up, if this browser has no such attempt with this provider, or not any more. */
    Optional<Attempt> end(ClientRegistration provider, String state, OpaqueToken browser) {
        return jdbc.sql("""
                        DELETE FROM sign_in_attempt
                        WHERE state_hash = ? AND browser_hash = ? AND provider = ? AND expires_at > ?
                        RETURNING callback, code_verifier, nonce, client_address, client_state, code_challenge, role""")
                .params(
                        new OpaqueToken(state).hash(),
                        browser.hash(),
                        provider.getRegistrationId(),
                        at(clock.instant()))
                .query(Row.class)
                .optional()
                .map(row -> new Attempt(row.request(provider, state), row.wish()));
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        jdbc.sql("DELETE FROM sign_in_attempt WHERE expires_at < ?")
                .param(at(clock.instant()))
                .update();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    private record Row(
            String callback,
            String codeVerifier,
            String nonce,
            String clientAddress,
            String clientState,
            String codeChallenge,
            Role role) {

        OAuth2AuthorizationRequest request(ClientRegistration provider, String state) {
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(provider.getProviderDetails().getAuthorizationUri())
                    .clientId(provider.getClientId())
                    .redirectUri(callback)
                    .scopes(provider.getScopes())
                    .state(state)
                    .attributes(attributes -> {
                        attributes.put(OAuth2ParameterNames.REGISTRATION_ID, provider.getRegistrationId());
                        attributes.putAll(ifThere(PkceParameterNames.CODE_VERIFIER, codeVerifier));
                        attributes.putAll(ifThere(OidcParameterNames.NONCE, nonce));
                    })
                    .build();
        }

        Wish wish() {
            return new Wish(clientAddress, clientState, codeChallenge, role);
        }

        private static Map<String, String> ifThere(String name, String value) {
            return value == null ? Map.of() : Map.of(name, value);
        }
    }
}
