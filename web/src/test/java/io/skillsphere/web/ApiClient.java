package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skillsphere.web.logs.UsedSecrets;
import io.skillsphere.web.openapi.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A person at a REST client: sends JSON, reads what comes back, which must be as the OpenAPI describes it. */
public record ApiClient(String baseUrl, String token, String refreshToken, UUID accountId, String email) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Escapes, so that even half of a character gets through. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Of everybody who registers here. */
    public static final String PASSWORD = "correct horse battery";

    public ApiClient(String baseUrl) {
        this(baseUrl, null, null, null, null);
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        /** This answer, after checking its status. */
        public Answer expect(int expected) {
            assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
            return this;
        }

        /** The problem's code, after checking that the answer is a problem with this status. */
        public String problem(int expectedStatus) {
            expect(expectedStatus);
            assertThat(headers.firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            String prefix = "urn:skillsphere:problem:";
            assertThat(body.path("type").asText()).startsWith(prefix);
            return body.path("type").asText().substring(prefix.length());
        }

        public String text(String field) {
            return body.path(field).asText();
        }

        public long number(String field) {
            return body.path(field).asLong();
        }
    }

    /** The same person at another address. */
    public ApiClient at(String otherUrl) {
        return new ApiClient(otherUrl, token, refreshToken, accountId, email);
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body, Map.of());
    }

    public Answer post(String path) {
        return post(path, null);
    }

    public Answer put(String path, Object body, Map<String, String> headers) {
        return send("PUT", path, body, headers);
    }

    public Answer send(String method, String path, Object body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach(request::header);
            String json = body == null ? null : JSON.writeValueAsString(body);
            UsedSecrets.noteIn(json);
            request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(Contract.of(baseUrl)
                            .objections(method, path, response.statusCode(), response.headers(), response.body()))
                    .as("what in the answer to %s %s the OpenAPI does not describe:%n%s", method, path, response.body())
                    .isEmpty();
            return new Answer(response.statusCode(), read(response), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) throws JsonProcessingException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") || response.body().isEmpty()
                ? JSON.readTree(response.body())
                : TextNode.valueOf(response.body());
    }

    /** A new account, signed in. */
    public ApiClient register(String role) {
        return registerAs("Test " + role, role);
    }

    /** A new account of that name with that role, signed in. */
    public ApiClient registerAs(String name, String role) {
        String newEmail = UUID.randomUUID() + "@skillsphere.test";
        return signedIn(
                post("/api/auth/register", Map.of("name", name, "email", newEmail, "password", PASSWORD, "role", role))
                        .expect(201));
    }

    /** The account with this password, signed in. */
    public ApiClient login(String email, String password) {
        return signedIn(post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200));
    }

    /** The same person with a new session. */
    public ApiClient signInAgain() {
        return login(email, PASSWORD);
    }

    private ApiClient signedIn(Answer answer) {
        JsonNode account = answer.body().path("account");
        return new ApiClient(
                baseUrl,
                answer.text("accessToken"),
                answer.text("refreshToken"),
                UUID.fromString(account.path("id").asText()),
                account.path("email").asText());
    }

    /** Publishes a skill at a price in tokens, and returns its id. */
    public String publishSkill(long priceTokens) {
        return post(
                        "/api/skills",
                        Map.of(
                                "name",
                                "Piano for beginners",
                                "description",
                                "Scales and first pieces",
                                "category",
                                "Music",
                                "tags",
                                List.of("piano", "beginner"),
                                "sessionMinutes",
                                60,
                                "priceTokens",
                                priceTokens))
                .expect(201)
                .text("id");
    }

    /** Asks for a session that many days ahead, whatever the answer. */
    public Answer book(String skillId, int daysAhead) {
        Instant startsAt = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(daysAhead, ChronoUnit.DAYS);
        return post("/api/bookings", Map.of("skillId", skillId, "startsAt", startsAt.toString()));
    }

    /** The wallet's available and held tokens. */
    public Tokens tokens() {
        Answer wallet = get("/api/wallet").expect(200);
        return new Tokens(wallet.number("available"), wallet.number("held"));
    }

    /** What is in a wallet. */
    public record Tokens(long available, long held) {}
}
