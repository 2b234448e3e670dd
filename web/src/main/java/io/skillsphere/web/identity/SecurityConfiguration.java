package io.skillsphere.web.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.ratelimit.RateLimitGate;
import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may call what. A route that is not named here needs a token, and changes nothing for an AUDITOR or for somebody whose
 * e-mail address is not verified.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String ADMIN = Role.ADMIN.name();
    private static final String AUDITOR = Role.AUDITOR.name();
    private static final String SIGNING_IN = "/api/auth/";
    private static final String LOGGING_OUT = "/api/auth/logout-everywhere";

    private static final String METRICS = "/actuator/prometheus";

    /** Swagger UI's own scripts and styles, some of them in line; nothing from elsewhere, and in nobody's frame. */
    private static final String CONTENT_SECURITY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            AccessTokens tokens,
            SecurityProblems problems,
            RateLimitGate gate,
            CrossOrigin crossOrigin)
            throws Exception {
        return http.addFilter(crossOrigin.filter())
                .addFilterAfter(gate.filter(), BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> verifiedBy(tokens))
                        .bearerTokenResolver(tokenResolver())
                        .authenticationEntryPoint(gate.before(problems))
                        .accessDeniedHandler(problems))
                .authorizeHttpRequests(SecurityConfiguration::rules)
                .build();
    }

    /** A timer for each of twenty filters tells nobody anything, and costs a tenth of a request's time. */
    @Bean
    static SecurityObservationSettings nothingObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Who scrapes metrics can't sign in anew each quarter of an hour, so there may be a secret for that and nothing else. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain scraping(HttpSecurity http, ScrapeProperties scrape) throws Exception {
        byte[] expected = ("Bearer " + scrape.token()).getBytes(StandardCharsets.UTF_8);
        return http.securityMatcher(request -> scrape.isConfigured()
                        && request.getServletPath().equals(METRICS)
                        && request.getHeader(HttpHeaders.AUTHORIZATION) != null
                        && MessageDigest.isEqual(
                                expected,
                                request.getHeader(HttpHeaders.AUTHORIZATION).getBytes(StandardCharsets.UTF_8)))
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(
                        may -> may.requestMatchers(GET).permitAll().anyRequest().denyAll())
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry may) {
        // The request that these go on with has been let in already.
        may.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();

        may.requestMatchers(LOGGING_OUT).authenticated();
        may.requestMatchers(SIGNING_IN + "**").permitAll();
        for (HttpMethod reading : List.of(GET, HEAD)) {
            may.requestMatchers(
                            reading, "/api/skills", "/api/skills/*", "/api/skills/*/slots", "/.well-known/jwks.json")
                    .permitAll();
            may.requestMatchers(reading, "/api/mentors/*/availability", "/api/mentors/*/reviews")
                    .permitAll();
            may.requestMatchers(reading, "/api-docs/**", "/api-docs.yaml", "/swagger-ui/**")
                    .permitAll();
            may.requestMatchers(reading, "/api/audit/keys").permitAll();
            // Hashes only; whoever has two receipts may see that one history holds both.
            may.requestMatchers(reading, "/api/audit/consistency").authenticated();
            may.requestMatchers(reading, "/actuator/health/**").permitAll();
            may.requestMatchers(reading, "/api/admin/**", "/actuator/**").hasAnyRole(ADMIN, AUDITOR);
        }
        // The link itself says who it is from and what it is about.
        may.requestMatchers("/api/notifications/unsubscribe").permitAll();
        // Its STOMP CONNECT shows the token.
        may.requestMatchers(GET, "/ws").permitAll();

        may.requestMatchers("/api/admin/**", "/actuator/**").hasRole(ADMIN);
        may.requestMatchers("/api/audit/**").hasAnyRole(ADMIN, AUDITOR);
        may.requestMatchers("/api/account/**").authenticated();
        may.requestMatchers(GET).authenticated();
        may.requestMatchers(HEAD).authenticated();
        may.anyRequest()
                .access(AuthorizationManagers.allOf(
                        AuthorityAuthorizationManager.hasAnyRole(Role.LEARNER.name(), Role.MENTOR.name(), ADMIN),
                        AuthorityAuthorizationManager.hasAuthority(ActorAuthentication.VERIFIED)));
    }

    private static AuthenticationManager verifiedBy(AccessTokens tokens) {
        return authentication -> tokens.authenticate(((BearerTokenAuthenticationToken) authentication).getToken());
    }

    /** Who is signing in may still send an old token; it must not keep them out. */
    private static BearerTokenResolver tokenResolver() {
        BearerTokenResolver header = new DefaultBearerTokenResolver();
        return request -> {
            String path = request.getServletPath();
            return path.startsWith(SIGNING_IN) && !path.equals(LOGGING_OUT) ? null : header.resolve(request);
        };
    }
}
