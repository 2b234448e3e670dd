package io.skillsphere.web;

import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Providers to sign in with, on a real server of OpenID Connect in this JVM. Whoever is sent to one says there who they are and what
 * the provider knows of them.
 */
public final class LocalProviders {

    static final String CLIENT_SECRET = "a secret of ours";

    private static final MockOAuth2Server SERVER = started();

    private LocalProviders() {}

    private static MockOAuth2Server started() {
        MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));
        server.start();
        return server;
    }

    /** What the ID tokens of a provider are from. */
    public static String issuer(String provider) {
        return SERVER.issuerUrl(provider).toString();
    }

    static void register(DynamicPropertyRegistry registry) {
        List.of("google", "linkedin", "other").forEach(id -> registerOpenId(registry, id, id));
        registerOpenId(registry, "facebook", "facebook");
        set(
                registry,
                "facebook",
                Map.of("user-info-uri", SERVER.userInfoUrl("facebook").toString()));
        // Has keys of its own, and says that it is Google.
        registerOpenId(registry, "forger", "forger");
        set(
                registry,
                "forger",
                Map.of(
                        "issuer",
                        issuer("google"),
                        "jwks-uri",
                        SERVER.jwksUrl("google").toString()));
        registerOpenId(registry, "down", "down");
        set(registry, "down", Map.of("token-uri", "http://127.0.0.1:1/token"));
        registry.add(
                "skillsphere.oauth.redirects", () -> "https://app.example/signed-in,app.example:/signed-in?from=us");
    }

    private static void registerOpenId(DynamicPropertyRegistry registry, String id, String name) {
        set(
                registry,
                id,
                Map.of(
                        "client-id",
                        "skillsphere-at-" + id,
                        "client-secret",
                        CLIENT_SECRET,
                        "issuer",
                        issuer(id),
                        "authorization-uri",
                        SERVER.authorizationEndpointUrl(id).toString(),
                        "token-uri",
                        SERVER.tokenEndpointUrl(id).toString(),
                        "jwks-uri",
                        SERVER.jwksUrl(id).toString()));
        if (List.of("other", "forger", "down").contains(id)) {
            set(registry, id, Map.of("name", name, "scopes", "openid,profile,email"));
        }
    }

    private static void set(DynamicPropertyRegistry registry, String id, Map<String, String> properties) {
        properties.forEach(
                (name, value) -> registry.add("skillsphere.oauth.providers." + id + "." + name, () -> value));
    }
}
