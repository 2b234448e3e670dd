package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.StartRefusedException;
import io.skillsphere.web.mail.MailProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** What the environment enables, on top of the settings that the application brings along. */
class OAuthProvidersTest {

    @Test
    void nobody_can_be_signed_in_with_until_there_is_a_client_id() {
        assertThat(providers(Map.of()).enabled()).isEmpty();
        assertThat(providers(Map.of("GOOGLE_CLIENT_ID", "", "GOOGLE_CLIENT_SECRET", ""))
                        .enabled())
                .isEmpty();
    }

    @Test
    void an_id_and_a_secret_enable_a_provider_at_its_own_addresses() {
        OAuthProviders providers = providers(
                Map.of("LINKEDIN_CLIENT_ID", "ours", "LINKEDIN_CLIENT_SECRET", "secret", "FACEBOOK_CLIENT_ID", " "));

        assertThat(providers.enabled()).singleElement().satisfies(linkedIn -> {
            assertThat(linkedIn.getClientName()).isEqualTo("LinkedIn");
            assertThat(linkedIn.getClientId()).isEqualTo("ours");
            assertThat(linkedIn.getProviderDetails().getIssuerUri()).isEqualTo("https://www.linkedin.com/oauth");
            assertThat(linkedIn.getClientSettings().isRequireProofKey()).isFalse();
        });
    }

    @Test
    void the_addresses_of_a_provider_can_be_changed() {
        ClientRegistration google = providers(Map.of(
                        "GOOGLE_CLIENT_ID",
                        "ours",
                        "GOOGLE_CLIENT_SECRET",
                        "secret",
                        "SKILLSPHERE_OAUTH_PROVIDERS_GOOGLE_ISSUER",
                        "https://id.example",
                        "SKILLSPHERE_OAUTH_PROVIDERS_GOOGLE_TOKEN_URI",
                        "https://id.example/token"))
                .findByRegistrationId("google");

        assertThat(google.getProviderDetails().getIssuerUri()).isEqualTo("https://id.example");
        assertThat(google.getProviderDetails().getTokenUri()).isEqualTo("https://id.example/token");
        assertThat(google.getProviderDetails().getAuthorizationUri()).startsWith("https://accounts.google.com/");
    }

    @Test
    void an_id_without_a_secret_keeps_the_application_from_starting() {
        assertThatThrownBy(() -> providers(Map.of("GOOGLE_CLIENT_ID", "ours")))
                .isInstanceOfSatisfying(StartRefusedException.class, refusal -> assertThat(refusal.remedy())
                        .contains("GOOGLE_CLIENT_SECRET"));
    }

    @Test
    void people_are_sent_back_where_mailed_links_lead_unless_other_addresses_are_named() {
        assertThat(providers(Map.of()).defaultRedirect()).isEqualTo("https://app.example/signed-in");

        OAuthProviders named = providers(Map.of("SKILLSPHERE_OAUTH_REDIRECTS", "https://one.example/a, app.two:/b"));
        assertThat(named.defaultRedirect()).isEqualTo("https://one.example/a");
        assertThat(named.mayRedirectTo("app.two:/b")).isTrue();
        assertThat(named.mayRedirectTo("https://one.example/a/")).isFalse();
        assertThat(named.mayRedirectTo("https://app.example/signed-in")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/signed-in", "https://app.example/#a", "javascript:alert(1)", "https://app.example/{a}", "%"})
    void what_is_no_address_to_be_sent_to_keeps_the_application_from_starting(String address) {
        assertThatThrownBy(() -> providers(Map.of("SKILLSPHERE_OAUTH_REDIRECTS", address)))
                .isInstanceOf(StartRefusedException.class);
    }

    private static OAuthProviders providers(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        try {
            new YamlPropertySourceLoader()
                    .load("application.yml", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigurationPropertySources.attach(environment);
        Binder binder = Binder.get(environment);
        return new OAuthProviders(
                binder.bindOrCreate("skillsphere.oauth", OAuthProperties.class),
                new Binder(ConfigurationPropertySources.from(new MapPropertySource(
                                "mail", Map.of("skillsphere.mail.links", "https://app.example/"))))
                        .bindOrCreate("skillsphere.mail", MailProperties.class));
    }
}
