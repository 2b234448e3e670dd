package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A browser with a client of ours in it, which signs in with a provider step by step. */
final class OAuthBrowser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiClient client;
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();

    private String provider;
    private URI atProvider;
    private String setCookie;

    OAuthBrowser(ApiClient client) {
        this.client = client;
    }

    /** Follows the link to a provider, behind whose name may be a query. */
    void begin(String providerAndQuery) {
        provider = providerAndQuery.replaceFirst("\\?.*", "");
        String query = providerAndQuery.substring(provider.length()).replaceFirst("\\?", "&");
        Answer answer = client.get("/api/auth/oauth/" + provider + "?codeChallenge=" + challenge() + query)
                .expect(302);
        atProvider = location(answer);
        setCookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    URI atProvider() {
        return atProvider;
    }

    String setCookie() {
        return setCookie;
    }

    String state() {
        return parameters(atProvider).get("state");
    }

    /** Says at the provider who one is and what it knows; returns where that sends the browser. */
    URI logInAs(String subject, Map<String, Object> claims) {
        try {
            String form = "username=" + encoded(subject) + "&claims=" + encoded(JSON.writeValueAsString(claims));
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(ofOpenIdConnect(atProvider))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
            return URI.create(response.headers().firstValue("Location").orElseThrow());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where our callback sends the browser on to. */
    URI comeBack(String query) {
        return comeBackTo(provider == null ? "google" : provider, query);
    }

    URI comeBackTo(String otherProvider, String query) {
        Map<String, String> cookies =
                setCookie == null ? Map.of() : Map.of("Cookie", setCookie.replaceFirst(";.*", ""));
        return location(client.send("GET", "/api/auth/oauth/" + otherProvider + "/callback?" + query, null, cookies)
                .expect(302));
    }

    /** Both of these. */
    URI returnAs(String subject, Map<String, Object> claims) {
        return comeBack(logInAs(subject, claims).getRawQuery());
    }

    /** Our one-time code after both of these. */
    String codeAs(String subject, Map<String, Object> claims) {
        URI back = returnAs(subject, claims);
        assertThat(parameters(back)).containsKey("code");
        return parameters(back).get("code");
    }

    Answer exchange(String code) {
        return client.post("/api/auth/oauth/token", Map.of("code", code, "codeVerifier", verifier));
    }

    Answer exchange(String code, String email) {
        return client.post("/api/auth/oauth/token", Map.of("code", code, "codeVerifier", verifier, "email", email));
    }

    /** Asks the provider for something else than we do. */
    void tamper(String regex, String replacement) {
        atProvider = URI.create(atProvider.toString().replaceFirst(regex, replacement));
    }

    /** The server speaks nothing else; Facebook, which it stands for here as well, does not speak it. */
    private static URI ofOpenIdConnect(URI address) {
        return URI.create(address.toString().replaceFirst("scope=public_profile", "scope=openid%20public_profile"));
    }

    private String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static URI location(Answer answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    static Map<String, String> parameters(URI address) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : address.getRawQuery().split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
