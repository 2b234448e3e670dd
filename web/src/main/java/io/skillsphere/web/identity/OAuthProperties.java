package io.skillsphere.web.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * With whom else people can sign in, and where they may be sent back to afterwards.
 *
 * @param redirects addresses of clients; each is compared as a whole
 */
@Validated
@ConfigurationProperties("skillsphere.oauth")
record OAuthProperties(
        @NotNull @DefaultValue Map<String, @Valid Provider> providers,
        @NotNull @DefaultValue List<String> redirects) {

    /**
     * A provider of OpenID Connect, if {@code openid} is among its scopes, else of OAuth 2.0 with a resource that tells who somebody
     * is. It is enabled by a client id.
     *
     * @param issuer what its ID tokens must be from; together with the subject it is who somebody is
     * @param jwksUri where its keys are, for OpenID Connect
     * @param userInfoUri the resource, without OpenID Connect
     * @param subjectAttribute what the resource calls the subject
     * @param pkce whether it takes a code verifier
     * @param nonce whether its ID tokens repeat the nonce
     */
    record Provider(
            @NotBlank String name,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @NotEmpty List<String> scopes,
            @NotBlank String issuer,
            @NotBlank String authorizationUri,
            @NotBlank String tokenUri,
            String jwksUri,
            String userInfoUri,
            @DefaultValue("sub") String subjectAttribute,
            @DefaultValue("true") boolean pkce,
            @DefaultValue("true") boolean nonce) {

        boolean isEnabled() {
            return !clientId.isBlank();
        }

        /** There is a secret in it. */
        @Override
        public String toString() {
            return "Provider[name=" + name + "]";
        }
    }
}
