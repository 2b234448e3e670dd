package io.skillsphere.web.identity;

import io.skillsphere.web.StartRefusedException;
import io.skillsphere.web.identity.OAuthProperties.Provider;
import io.skillsphere.web.mail.MailProperties;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** The providers that are enabled, and the addresses of clients to which people may be sent back. */
@Component
class OAuthProviders implements ClientRegistrationRepository {

    /** Under the address at which the request that begins came; so each provider sends people back to an address of its own. */
    private static final String CALLBACK = "{baseUrl}/api/auth/oauth/{registrationId}/callback";

    private static final Set<String> NO_ADDRESSES = Set.of("javascript", "data", "file", "blob");

    private final Map<String, Provider> providers = new TreeMap<>();
    private final Map<String, ClientRegistration> registrations = new TreeMap<>();
    private final List<String> redirects;

    OAuthProviders(OAuthProperties properties, MailProperties mail) {
        properties.providers().forEach((id, provider) -> {
            if (provider.isEnabled()) {
                providers.put(id, provider);
                registrations.put(id, registration(id, provider));
            }
        });
        redirects = properties.redirects().isEmpty() ? List.of(mail.page("signed-in")) : properties.redirects();
        redirects.forEach(OAuthProviders::refuseNoAddress);
    }

    private static ClientRegistration registration(String id, Provider provider) {
        if (provider.clientSecret().isBlank()) {
            throw new StartRefusedException(
                    "%s has a client id and no client secret.".formatted(provider.name()),
                    "Set %1$s_CLIENT_SECRET, or remove %1$s_CLIENT_ID.".formatted(id.toUpperCase(Locale.ROOT)));
        }
        return ClientRegistration.withRegistrationId(id)
                .clientName(provider.name())
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(CALLBACK)
                .scope(provider.scopes())
                .issuerUri(provider.issuer())
                .authorizationUri(provider.authorizationUri())
                .tokenUri(provider.tokenUri())
                .jwkSetUri(provider.jwksUri())
                .userInfoUri(provider.userInfoUri())
                .userNameAttributeName(provider.subjectAttribute())
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(provider.pkce())
                        .build())
                .build();
    }

    private static void refuseNoAddress(String redirect) {
        try {
            URI uri = URI.create(redirect);
            if (uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && !NO_ADDRESSES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, for all.
        }
        throw new StartRefusedException(
                "SKILLSPHERE_OAUTH_REDIRECTS names %s, which is no address to send people to.".formatted(redirect),
                "Name whole addresses without a fragment, such as https://app.example/signed-in.");
    }

    /** By the name that people see. */
    Stream<ClientRegistration> enabled() {
        return registrations.values().stream().sorted(Comparator.comparing(ClientRegistration::getClientName));
    }

    /** Null where there is no such provider or it is not enabled. */
    @Override
    public ClientRegistration findByRegistrationId(String id) {
        return registrations.get(id);
    }

    /** Whether the ID tokens of an enabled provider repeat the nonce. */
    boolean repeatsNonce(String id) {
        return providers.get(id).nonce();
    }

    boolean mayRedirectTo(String address) {
        return redirects.contains(address);
    }

    /** Where people are sent whose client is not known any more, or who named none. */
    String defaultRedirect() {
        return redirects.get(0);
    }
}
