package io.skillsphere.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import io.skillsphere.web.identity.IdentityTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemTest extends IdentityTest {

    @ParameterizedTest
    @CsvSource({
        "rejected,409,insufficient-tokens",
        "rejected-in-completion,409,insufficient-tokens",
        "rejected-in-execution,409,insufficient-tokens",
        "rejected-remotely,412,stale-version",
        "concurrent,409,conflict",
        "concurrent-remotely,409,conflict",
        "deadlock,409,conflict",
        "created-twice,409,already-exists",
        "command,400,validation-failed",
        "database-gone,503,unavailable",
        "no-connection,503,unavailable",
        "store-gone,503,unavailable",
        "fault,500,internal-error",
        "wrapped-fault,500,internal-error"
    })
    void every_failure_is_a_problem_that_tells_no_internals(String how, int status, String code) {
        for (String path : new String[] {"/api/auth/fail/" + how, "/api/auth/fail-later/" + how}) {
            Answer answer = http.get(path);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("/type")).isEqualTo("urn:skillsphere:problem:" + code);
            assertThat(answer.text("/title")).isNotBlank();
            assertThat(answer.body().at("/status").asInt()).isEqualTo(status);
            assertThat(answer.text("/detail")).isNotBlank();
            assertThat(answer.text("/instance")).isEqualTo(path);
            assertThat(answer.text("/correlationId")).isNotBlank().isEqualTo(answer.header("X-Correlation-Id"));
            assertThat(answer.header("Retry-After")).isEqualTo(status == 503 ? "5" : null);
            assertThat(answer.body().toString()).doesNotContain("secret", "Exception", "skillsphere.web", "axon");
        }
    }

    @Test
    void a_rejection_tells_its_detail_and_an_invalid_command_its_fields() {
        assertThat(http.get("/api/auth/fail/rejected").text("/detail")).isEqualTo("2 are available, not 3.");
        assertThat(http.get("/api/auth/fail/rejected").text("/title")).isEqualTo("Insufficient tokens");
        assertThat(http.get("/api/auth/fail/command").text("/violations/0/field"))
                .isEqualTo("number");
    }

    @Test
    void a_fault_is_logged_with_what_the_client_was_not_told_and_a_rejection_for_who_asks_only(CapturedOutput log) {
        http.get("/api/auth/fail/rejected");
        assertThat(log)
                .containsPattern("DEBUG.*ProblemTranslator")
                .doesNotContainPattern("(INFO|WARN|ERROR).*ProblemTranslator");

        http.get("/api/auth/fail/fault", "X-Correlation-Id", "find-me");
        assertThat(log).contains("ERROR").contains(FailingProbe.SECRET).contains("find-me");
    }

    @Test
    void what_a_controller_denies_to_somebody_unknown_asks_them_to_sign_in() {
        Answer denied = http.get("/api/auth/fail/denied");

        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.code()).isEqualTo("unauthenticated");
    }

    @Test
    void a_status_that_has_no_code_of_its_own_is_kept() {
        assertThat(http.get("/api/auth/fail/status").status()).isEqualTo(410);
        assertThat(http.get("/api/auth/fail/status").text("/detail")).isEqualTo("It was here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void a_clients_correlation_id_is_kept(String id) {
        Answer answer = http.get("/api/auth/mdc", "X-Correlation-Id", id);

        assertThat(answer.header("X-Correlation-Id")).isEqualTo(id);
        assertThat(answer.text("/correlationId")).isEqualTo(id);
        assertThat(http.get("/api/account", "X-Correlation-Id", id).text("/correlationId"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "é", "01234567890123456789012345678901234567890123456789012345678901234"})
    void a_correlation_id_that_could_do_harm_is_replaced(String id) {
        Answer answer = http.get("/api/auth/mdc", "X-Correlation-Id", id);

        assertThat(UUID.fromString(answer.header("X-Correlation-Id"))).isNotNull();
        assertThat(answer.text("/correlationId")).isEqualTo(answer.header("X-Correlation-Id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": \"x\", \"amount\": 1, \"colour\": \"red\"} | 200 | |",
                "{\"text\": \" \", \"amount\": 1} | 400 | text | must not be blank",
                "{\"text\": \"x\", \"amount\": 1, \"more\": 1} | 400 | more | is not a known field",
                "{\"text\": \"x\", \"amount\": 1, \"items\": [{\"number\": 1}, {\"number\": 2, \"nr\": 2}]} | 400 | items[1].nr | is not a known field",
                "{\"text\": \"x\", \"amount\": 1, \"items\": [{\"number\": 0}]} | 400 | items[0].number | must be greater than or equal to 1",
                "{\"text\": \"x\", \"amount\": \"1\"} | 400 | amount | must be a whole number",
                "{\"text\": \"x\", \"amount\": 1, \"count\": \"1\"} | 400 | count | must be a whole number",
                "{\"text\": \"x\", \"amount\": 1.0} | 400 | amount | must be a whole number",
                "{\"text\": \"x\", \"amount\": 1.5} | 400 | amount | must be a whole number",
                "{\"text\": \"x\", \"amount\": true} | 400 | amount | must be a whole number",
                "{\"text\": \"x\", \"amount\": null} | 400 | amount | must be a whole number",
                "{\"text\": \"x\", \"amount\": 99999999999999999999} | 400 | amount | is out of range",
                "{\"text\": 1, \"amount\": 1} | 400 | text | must be a text, without NUL",
                "{\"text\": true, \"amount\": 1} | 400 | text | must be a text, without NUL",
                "{\"text\": \"x\", \"amount\": 1, \"flag\": \"true\"} | 400 | flag | must be true or false",
                "{\"text\": \"x\", \"amount\": 1, \"flag\": 1} | 400 | flag | must be true or false",
                "{\"text\": \"x\", \"amount\": 1, \"id\": \"1\"} | 400 | id | must be a UUID",
                "{\"text\": \"x\", \"amount\": 1, \"at\": \"soon\"} | 400 | at | must be an instant such as 2030-01-31T09:00:00Z",
                "{\"text\": \"x\", \"amount\": 1, \"colour\": \"green\"} | 400 | colour | must be one of RED, BLUE",
                "{\"text\": \"x\", \"amount\": 1, \"colour\": 0} | 400 | colour | must be one of RED, BLUE",
                "{\"text\": \"x\", \"amount\": 1, \"items\": {}} | 400 | items | must be a list",
                "{\"text\": \"x\", \"amount\": 1, \"items\": [1]} | 400 | items[0] | must be an object",
                "{\"text\": \"x\"} | 400 | amount | must be a whole number"
            })
    void a_body_is_read_strictly_and_what_is_wrong_is_pointed_at(
            String body, int status, String field, String message) {
        Answer answer = http.post("/api/auth/read", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/violations/0/field")).isEqualTo(field);
        assertThat(answer.text("/violations/0/message")).isEqualTo(message);
        assertThat(answer.body().toString()).doesNotContain("java", "jackson", "FailingProbe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": | The body is not valid JSON at line 1, column 9.",
                "{'text': 1} | The body is not valid JSON at line 1, column 2.",
                "{\"text\": \"x\", \"text\": \"y\"} | The body is not valid JSON at line 1, column 21.",
                "{\"text\": \"x\", \"amount\": 1} {} | The body must be one JSON object and nothing else.",
                "[] | The body must be one JSON object and nothing else.",
                "'' | This needs a body of JSON.",
            })
    void a_body_that_is_no_json_is_pointed_into(String body, String detail) {
        Answer answer = http.post("/api/auth/read", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-request");
        assertThat(answer.text("/detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/auth/find/1?colour=red, id, must be a UUID",
        "/api/auth/find/6a9a9c2e-9a57-4b7e-a8e2-0fb5b6a3d4a1?colour=green, colour, 'must be one of RED, BLUE'",
        "/api/auth/find/6a9a9c2e-9a57-4b7e-a8e2-0fb5b6a3d4a1, colour, is required",
        "/api/auth/find/6a9a9c2e-9a57-4b7e-a8e2-0fb5b6a3d4a1?colour=red&limit=x, limit, must be a whole number",
        "/api/auth/find/6a9a9c2e-9a57-4b7e-a8e2-0fb5b6a3d4a1?colour=red&limit=101, limit, must be less than or equal to 100",
        "/api/auth/find/6a9a9c2e-9a57-4b7e-a8e2-0fb5b6a3d4a1?colour=red&at=noon, at, must be an instant such as 2030-01-31T09:00:00Z"
    })
    void a_parameter_that_is_wrong_is_named(String path, String field, String message) {
        Answer answer = http.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation-failed");
        assertThat(answer.text("/violations/0/field")).isEqualTo(field);
        assertThat(answer.text("/violations/0/message")).isEqualTo(message);
    }

    @Test
    void http_itself_is_spoken_in_problems() {
        String[] signedIn = signedInAs(Role.LEARNER);

        assertThat(http.get("/api/nowhere", signedIn).code()).isEqualTo("not-found");
        Answer method = http.send("DELETE", "/api/account/password", null, signedIn);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("PUT");
        assertThat(http.get("/api/auth/login").status()).isEqualTo(405);

        Answer type =
                http.send("POST", "/api/auth/read", "text=x", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("unsupported-media-type");
        Answer accept = http.get("/api/auth/mdc", "Accept", "application/xml");
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.code()).isEqualTo("not-acceptable");
        assertThat(http.get("/api/auth/fail/rejected", "Accept", "text/html").code())
                .isEqualTo("insufficient-tokens");
    }

    @Test
    void a_body_is_at_most_64_KiB_whether_its_length_is_announced_or_not() {
        String tooLong = "{\"text\": \"%s\", \"amount\": 1}".formatted("x".repeat(65_536));
        String justRight = "{\"text\": \"%s\", \"amount\": 1}".formatted("x".repeat(65_500));

        for (String path : new String[] {"/api/auth/read", "/api/account"}) {
            Answer announced = http.post(path, tooLong);
            assertThat(announced.status()).isEqualTo(413);
            assertThat(announced.code()).isEqualTo("payload-too-large");
        }
        assertThat(http.send(chunked(tooLong)).status()).isEqualTo(413);
        assertThat(http.send(chunked(tooLong)).code()).isEqualTo("payload-too-large");
        assertThat(http.send(chunked(justRight)).status()).isEqualTo(200);
        assertThat(http.post("/api/auth/read", justRight).status()).isEqualTo(200);
    }

    private HttpRequest chunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/auth/read"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api//account HTTP/1.1",
                "GET /api/%2e%2e/account HTTP/1.1",
                "GET /api/;x=1/account HTTP/1.1",
                "FOO /api/account HTTP/1.1",
                "GET /api/<account> HTTP/1.1",
                "GET /api/%zz HTTP/1.1",
                "GET /api/account HTTP/1.1\r\nHost: a",
                "POST /api/auth/login HTTP/1.1\r\nContent-Length: x"
            })
    void what_never_reaches_a_controller_is_answered_with_a_problem_as_well(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).contains("application/problem+json", "urn:skillsphere:problem:", "\"correlationId\"");
        assertThat(answer).doesNotContain("<html", "Exception", "Tomcat");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
