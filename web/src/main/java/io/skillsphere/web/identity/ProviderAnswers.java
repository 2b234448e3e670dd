package io.skillsphere.web.identity;

import jakarta.validation.Validator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Asks providers who has come back from them, and believes only what is signed, fresh and for us. */
@Component
class ProviderAnswers {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration READING = Duration.ofSeconds(10);

    private static final int MAX_SUBJECT_LENGTH = 255; // as OpenID Connect has it
    private static final int MAX_NAME_LENGTH = 100;
    private static final String NAMELESS = "Somebody";
    private static final String ASCII = "[\\x21-\\x7e]+";

    private final ClientHttpRequestFactory http = http();
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final ProviderManager manager;
    private final Validator validator;

    ProviderAnswers(Validator validator) {
        this.validator = validator;
        RestClientAuthorizationCodeTokenResponseClient tokens = tokens();
        OidcAuthorizationCodeAuthenticationProvider openIdConnect =
                new OidcAuthorizationCodeAuthenticationProvider(tokens, new OidcUserService());
        openIdConnect.setJwtDecoderFactory(
                provider -> decoders.computeIfAbsent(provider.getRegistrationId(), id -> decoder(provider)));
        manager = new ProviderManager(openIdConnect, new OAuth2LoginAuthenticationProvider(tokens, users()));
    }

    /**
     * Who came back with this code. Throws a RuntimeException, whatever its kind, where the provider does not answer or its answer
     * is not to be believed.
     */
    SomebodyElsewhere identify(ClientRegistration provider, OAuth2AuthorizationRequest request, String code) {
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(request.getRedirectUri())
                .state(request.getState())
                .build();
        OAuth2LoginAuthenticationToken answer = (OAuth2LoginAuthenticationToken) manager.authenticate(
                new OAuth2LoginAuthenticationToken(provider, new OAuth2AuthorizationExchange(request, response)));
        OAuth2User user = answer.getPrincipal();
        return new SomebodyElsewhere(
                provider.getProviderDetails().getIssuerUri(), subject(user), name(user), verifiedEmail(user));
    }

    private static String subject(OAuth2User user) {
        String subject = user.getName();
        if (subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH || !subject.matches(Registration.PRINTABLE)) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_subject"));
        }
        return subject;
    }

    /** It can be changed later; nobody is kept out by what they are called elsewhere. */
    private static String name(OAuth2User user) {
        String name = text(user, StandardClaimNames.NAME)
                .replaceAll("[\\p{Cc}\\p{Cs}]", " ")
                .strip();
        int length = Math.min(name.codePointCount(0, name.length()), MAX_NAME_LENGTH);
        String shortened = name.substring(0, name.offsetByCodePoints(0, length));
        return shortened.isBlank() ? NAMELESS : shortened;
    }

    /**
     * What is not said to be verified counts as not told. Nor does what is not in ASCII: some of its letters are in lower case the same
     * as ours.
     */
    private String verifiedEmail(OAuth2User user) {
        String email = text(user, StandardClaimNames.EMAIL).strip();
        boolean verified = Boolean.TRUE.equals(user.getAttribute(StandardClaimNames.EMAIL_VERIFIED));
        return verified
                        && email.matches(ASCII)
                        && validator.validateValue(Login.class, "email", email).isEmpty()
                ? email
                : null;
    }

    private static String text(OAuth2User user, String attribute) {
        return user.getAttributes().get(attribute) instanceof String text ? text : "";
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    private DefaultOAuth2UserService users() {
        RestTemplate rest = new RestTemplate(http);
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(rest);
        return users;
    }

    /** As the library makes it, but that it does not wait for ever, and that it remembers the keys. */
    private JwtDecoder decoder(ClientRegistration provider) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        provider.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(http))
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(new OidcIdTokenValidator(provider))));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private static ClientHttpRequestFactory http() {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECTING).build());
        http.setReadTimeout(READING);
        return http;
    }
}
