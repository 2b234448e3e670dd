package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every route. */
class ConventionsTest extends EndToEnd {

    private static final String ALLOWED = "https://app.skillsphere.test";

    @Test
    void what_has_not_changed_is_not_sent_again() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skill = "/api/skills/" + mentor.publishSkill(3);
        String booking = learner.book(skill.substring(12), 3)
                .expect(201)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        for (String path : new String[] {skill, booking, "/api/wallet"}) {
            String tag =
                    learner.get(path).expect(200).headers().firstValue("ETag").orElseThrow();

            Answer unchanged = learner.send("GET", path, null, Map.of("If-None-Match", "\"x\", " + tag));

            assertThat(unchanged.expect(304).body().isMissingNode()).isTrue();
            assertThat(unchanged.headers().firstValue("ETag")).hasValue(tag);
            learner.send("GET", path, null, Map.of("If-None-Match", "\"x\"")).expect(200);
        }
        String old = mentor.get(skill).headers().firstValue("ETag").orElseThrow();
        mentor.put(skill, Map.of("name", "Organ", "priceTokens", 5), Map.of("If-Match", old))
                .expect(200);
        assertThat(learner.send("GET", skill, null, Map.of("If-None-Match", old))
                        .expect(200)
                        .text("name"))
                .isEqualTo("Organ");
    }

    @Test
    void a_skill_is_retired_only_as_it_was_seen() {
        ApiClient mentor = mentor();
        String path = "/api/skills/" + mentor.publishSkill(3);

        assertThat(mentor.send("DELETE", path, null, Map.of()).problem(428)).isEqualTo("version-required");
        assertThat(mentor.send("DELETE", path, null, Map.of("If-Match", "\"8\""))
                        .problem(412))
                .isEqualTo("stale-version");
        mentor.send("DELETE", path, null, Map.of("If-Match", "\"0\"")).expect(200);
    }

    @Test
    void what_was_made_is_found_at_its_location() {
        ApiClient mentor = mentor();
        Answer made = mentor.post("/api/skills", Map.of("name", "Piano", "priceTokens", 3))
                .expect(201);

        Answer found =
                mentor.get(made.headers().firstValue("Location").orElseThrow()).expect(200);

        assertThat(found.body()).isEqualTo(made.body());
        assertThat(found.headers().firstValue("ETag")).isEqualTo(made.headers().firstValue("ETag"));
    }

    @Test
    void a_list_is_walked_by_its_links_from_page_to_page() {
        ApiClient mentor = mentor();
        for (int i = 0; i < 3; i++) {
            mentor.publishSkill(3);
        }
        String first = "/api/skills?mentorId=" + mentor.accountId() + "&limit=2";
        Answer page = mentor.get(first).expect(200);
        assertThat(page.body().path("items")).hasSize(2);
        String link = page.headers().firstValue("Link").orElseThrow();
        assertThat(link).matches("<[^>]+>; rel=\"next\"").contains("limit=2", page.text("next"));

        Answer last = mentor.get(URI.create(link.substring(1, link.indexOf('>')))
                                .getRawPath() + "?"
                        + URI.create(link.substring(1, link.indexOf('>'))).getRawQuery())
                .expect(200);

        assertThat(last.body().path("items")).hasSize(1);
        assertThat(last.body().path("next").isNull()).isTrue();
        assertThat(last.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void long_answers_are_compressed_for_who_understands_that() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/api-docs/openapi", "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.equalsIgnoreCase("accept-encoding"));
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"openapi\"");
        }
        assertThat(send("GET", "/api-docs/openapi").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void pages_of_an_allowed_origin_may_ask_and_read_what_they_need() throws Exception {
        HttpResponse<byte[]> preflight = send(
                "OPTIONS",
                "/api/bookings",
                "Origin",
                ALLOWED,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,idempotency-key");

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(ALLOWED);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        HttpResponse<byte[]> answer = send("GET", "/api/skills", "Origin", ALLOWED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ALLOWED);
        assertThat(String.join(",", answer.headers().allValues("Access-Control-Expose-Headers")))
                .contains("ETag", "Location", "Link", "RateLimit", "Retry-After", "X-Correlation-Id");
    }

    @Test
    void pages_of_other_origins_may_not() throws Exception {
        for (String origin : new String[] {"https://evil.test", "https://app.skillsphere.test.evil.test", "null"}) {
            HttpResponse<byte[]> preflight =
                    send("OPTIONS", "/api/bookings", "Origin", origin, "Access-Control-Request-Method", "POST");

            assertThat(preflight.statusCode()).isEqualTo(403);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(new String(preflight.body(), StandardCharsets.UTF_8))
                    .contains("urn:skillsphere:problem:forbidden");
            assertThat(send("GET", "/api/skills", "Origin", origin).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/skills", "/api/wallet", "/api/nowhere", "/api-docs/openapi"})
    void every_answer_tells_browsers_to_be_careful(String path) {
        Answer answer = anonymous().get(path);

        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
                .forEach((name, value) ->
                        assertThat(answer.headers().firstValue(name)).as(name).hasValue(value));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void what_came_over_tls_must_come_so_again() {
        Answer answer = anonymous()
                .send("GET", "/api/skills", null, Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.1"));

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(sts -> assertThat(sts).startsWith("max-age=31536000"));
    }

    @Test
    void json_that_is_nested_without_end_is_refused() throws Exception {
        String deep = "{\"skillId\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        request("POST", "/api/bookings", HttpRequest.BodyPublishers.ofString(deep))
                                .header("Authorization", "Bearer " + learner().token())
                                .header("Content-Type", "application/json")
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body);
    }
}
