package io.skillsphere.web.identity;

import io.skillsphere.web.identity.SignInAttempts.Attempt;
import io.skillsphere.web.identity.SignInAttempts.Wish;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing in with somebody else: a browser is sent to the provider, comes back to us, and is sent on to its client with a one-time
 * code, which the client exchanges for our tokens.
 */
@Tag(name = "Identity")
@RestController
@RequestMapping("/api/auth")
class OAuthController {

    private static final Logger log = LoggerFactory.getLogger(OAuthController.class);

    /** Ties an attempt to the browser that began it: nobody else's can be finished in it, nor it anywhere else. */
    private static final String COOKIE = "skillsphere-sign-in";

    private static final String ACCESS_DENIED = "access-denied";
    private static final String PROVIDER_FAILED = "provider-failed";

    private final OAuthProviders providers;
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final SignInAttempts attempts;
    private final ProviderAnswers answers;
    private final SignInCodes codes;
    private final OAuthSignIn signIn;
    private final Registrar registrar;
    private final AccessTokens tokens;

    OAuthController(
            OAuthProviders providers,
            SignInAttempts attempts,
            ProviderAnswers answers,
            SignInCodes codes,
            OAuthSignIn signIn,
            Registrar registrar,
            AccessTokens tokens) {
        this.providers = providers;
        this.attempts = attempts;
        this.answers = answers;
        this.codes = codes;
        this.signIn = signIn;
        this.registrar = registrar;
        this.tokens = tokens;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(providers);
        requests.setAuthorizationRequestCustomizer(this::leaveOutNonce);
    }

    private void leaveOutNonce(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes -> {
            if (!providers.repeatsNonce((String) attributes.get(OAuth2ParameterNames.REGISTRATION_ID))) {
                attributes.remove(OidcParameterNames.NONCE);
                request.additionalParameters(parameters -> parameters.remove(OidcParameterNames.NONCE));
            }
        });
    }

    @Operation(summary = "With whom else one can sign in", description = "`signIn` is where to send the browser.")
    @GetMapping("/providers")
    Page<SignInProvider> providers() {
        return new Page<>(
                providers
                        .enabled()
                        .map(provider -> new SignInProvider(
                                provider.getRegistrationId(),
                                provider.getClientName(),
                                "/api/auth/oauth/" + provider.getRegistrationId()))
                        .toList(),
                null);
    }

    @Operation(
            summary = "Begin to sign in with a provider",
            description =
                    "For browsers: leads to the provider, and in the end to `redirectUri`, with either `code`, good once and"
                            + " for a minute at `POST /api/auth/oauth/token`, or `error` (`access-denied`, `provider-failed`,"
                            + " `sign-in-invalid`), and with `state` as it was given. `codeChallenge` is the S256 challenge"
                            + " of RFC 7636. The role is that of an account that is opened, if there is none yet.")
    @GetMapping("/oauth/{provider}")
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> begin(
            @PathVariable String provider,
            @RequestParam @Pattern(regexp = "[A-Za-z0-9_-]{43}") String codeChallenge,
            @RequestParam(required = false) @Size(max = 2000) String redirectUri,
            @RequestParam(required = false) @Pattern(regexp = "[\\x20-\\x7e]{0,500}") String state,
            @RequestParam(defaultValue = "LEARNER") Registration.OpenRole role,
            HttpServletRequest request) {
        ClientRegistration registration = find(provider);
        String address = redirectUri == null ? providers.defaultRedirect() : redirectUri;
        if (!providers.mayRedirectTo(address)) {
            throw ProblemException.invalid("redirectUri", "must be one of the addresses that are configured");
        }
        OAuth2AuthorizationRequest asked = requests.resolve(request, provider);
        OpaqueToken browser = OpaqueToken.random();
        attempts.begin(registration, asked, browser, new Wish(address, state, codeChallenge, role.role()));
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(asked.getAuthorizationRequestUri()))
                .header(HttpHeaders.SET_COOKIE, cookie(request, browser.value(), SignInAttempts.LIFETIME))
                .build();
    }

    @Operation(
            summary = "Come back from a provider",
            description = "Where providers send browsers, which are sent on to the client.")
    @GetMapping("/oauth/{provider}/callback")
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> comeBack(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") @Size(max = 4096) String code,
            @RequestParam(defaultValue = "") @Size(max = 500) String state,
            @RequestParam(defaultValue = "") @Size(max = 500) String error,
            HttpServletRequest request) {
        ClientRegistration registration = find(provider);
        Optional<Attempt> attempt = cookie(request).flatMap(browser -> attempts.end(registration, state, browser));
        String client = attempt.map(begun -> answer(registration, begun, code, error))
                .orElseGet(
                        () -> address(providers.defaultRedirect(), "error", ProblemCode.SIGN_IN_INVALID.code(), null));
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(client))
                .header(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO))
                .build();
    }

    private String answer(ClientRegistration provider, Attempt attempt, String code, String error) {
        Wish wish = attempt.wish();
        if (code.isEmpty()) {
            String why = error.equals("access_denied") || error.startsWith("user_cancelled")
                    ? ACCESS_DENIED
                    : PROVIDER_FAILED;
            return address(wish.address(), "error", why, wish.state());
        }
        SomebodyElsewhere somebody;
        try {
            somebody = answers.identify(provider, attempt.request(), code);
        } catch (RuntimeException e) {
            // Whatever is wrong with what a provider answers, it is not with us.
            log.warn("{} identifies nobody: {}", provider.getClientName(), reason(e));
            log.debug("{} identifies nobody", provider.getClientName(), e);
            return address(wish.address(), "error", PROVIDER_FAILED, wish.state());
        }
        return address(wish.address(), "code", codes.issue(somebody, wish).value(), wish.state());
    }

    @Operation(
            summary = "Exchange a one-time code for tokens",
            description =
                    "Opens an account where there is none yet. Where the provider tells of no verified address, that is"
                            + " refused with `email-required`: send the same code again, within a quarter of an hour, with an"
                            + " `email`, which has then to be confirmed.")
    @PostMapping("/oauth/token")
    @Refuses(
            also = {
                ProblemCode.SIGN_IN_INVALID,
                ProblemCode.EMAIL_REQUIRED,
                ProblemCode.EMAIL_TAKEN,
                ProblemCode.ADDRESS_UNPROVEN,
                ProblemCode.ACCOUNT_SUSPENDED
            })
    CompletableFuture<SignedIn> exchange(@Valid @RequestBody CodeExchangeBody body) {
        OpenSession session = signIn.signIn(new OpaqueToken(body.code()), body.codeVerifier(), body.email());
        return registrar.grant(session.account().id()).thenApply(granted -> SignedIn.to(session, tokens));
    }

    /** No more than that: a message may repeat what somebody sent. */
    private static String reason(RuntimeException e) {
        return e instanceof OAuth2AuthenticationException failure
                ? failure.getError().getErrorCode()
                : e.getClass().getSimpleName();
    }

    private ClientRegistration find(String provider) {
        ClientRegistration registration = providers.findByRegistrationId(provider);
        if (registration == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "One can't sign in with this provider.");
        }
        return registration;
    }

    private static String address(String client, String name, String value, String state) {
        UriComponentsBuilder address =
                UriComponentsBuilder.fromUriString(client).queryParam(name, "{value}");
        return state == null
                ? address.encode().buildAndExpand(value).toUriString()
                : address.queryParam("state", "{state}")
                        .encode()
                        .buildAndExpand(value, state)
                        .toUriString();
    }

    private static String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(cookieName(request), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString();
    }

    private static Optional<OpaqueToken> cookie(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(cookieName(request)))
                .map(Cookie::getValue)
                .map(OpaqueToken::new)
                .findFirst();
    }

    /** With that prefix, no other host of our domain can set it. Browsers take it over TLS only. */
    private static String cookieName(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    /** Somebody with whom one can sign in. */
    record SignInProvider(String id, String name, String signIn) {}
}
