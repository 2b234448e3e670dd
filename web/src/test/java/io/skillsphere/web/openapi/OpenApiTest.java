package io.skillsphere.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.authorisation.Permissions;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the served OpenAPI description says of itself; that answers are as it says is checked wherever {@code ApiClient} gets one. */
class OpenApiTest extends EndToEnd {

    /** What clients have been promised. */
    static final Path PUBLISHED = Path.of("..", "docs", "openapi.json");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Autowired
    private ApplicationContext application;

    private Contract contract;
    private JsonNode api;

    @BeforeEach
    void read() {
        contract = Contract.of("http://localhost:" + port);
        api = contract.api();
    }

    @Test
    void it_is_of_version_3_1_and_describes_every_route() {
        assertThat(api.path("openapi").asText()).startsWith("3.1.");
        Set<String> missing = new TreeSet<>(Permissions.routes(application));
        operations((route, operation) -> missing.remove(route));
        missing.removeIf(route -> route.matches("(CONNECT|SUBSCRIBE|SEND) .*") // of STOMP, which AsyncAPI describes
                || route.matches(
                        "GET (/api-docs.*|/error|/ws|.*\\*\\*)")); // the description itself; what is no resource

        assertThat(missing).isEmpty();
    }

    @Test
    void every_operation_says_what_it_does_under_a_name_of_its_own() {
        Map<String, String> routesById = new TreeMap<>();
        operations((route, operation) -> {
            assertThat(operation.path("summary").asText())
                    .as("summary of %s: add @Operation", route)
                    .isNotBlank();
            assertThat(operation.path("tags").path(0).asText())
                    .as("tag of %s: add @Tag to its controller", route)
                    .isNotBlank()
                    .doesNotEndWith("-controller");
            assertThat(routesById.put(operation.path("operationId").asText(), route))
                    .as("another route with the operationId of %s", route)
                    .isNull();
        });
    }

    @Test
    void every_operation_describes_its_failures_as_problems_and_shows_examples() {
        operations(
                (route, operation) -> operation.path("responses").properties().forEach(entry -> {
                    JsonNode response = contract.resolve(entry.getValue());
                    String where = route + " " + entry.getKey();
                    if (Integer.parseInt(entry.getKey()) >= 400) {
                        JsonNode problem = response.path("content").path("application/problem+json");
                        assertThat(problem.at("/schema/allOf/1/properties/type/enum"))
                                .as(where)
                                .isNotEmpty();
                        assertThat(problem.path("examples")).as(where).isNotEmpty();
                        problem.path("examples")
                                .forEach(example -> assertThat(contract.validate("Problem", example.path("value")))
                                        .as(where)
                                        .isEmpty());
                    } else {
                        checkExample(where, response.path("content").path("application/json"));
                    }
                }));
        operations((route, operation) ->
                checkExample(route + " body", operation.at("/requestBody/content/application~1json")));
    }

    private void checkExample(String where, JsonNode media) {
        String type = media.path("schema").path("$ref").asText();
        if (!type.isEmpty()) {
            assertThat(media.path("example").isMissingNode())
                    .as("no example of %s", where)
                    .isFalse();
            assertThat(contract.validate(type.substring(type.lastIndexOf('/') + 1), media.path("example")))
                    .as("what is wrong with the example of %s; see the class Examples", where)
                    .isEmpty();
        }
    }

    @Test
    void what_is_open_to_everybody_is_so_in_the_table_of_permissions_too() {
        Map<String, Boolean> open = Permissions.openToEverybody();
        operations((route, operation) -> assertThat(operation.path("security").isEmpty())
                .as("whether %s is public", route)
                .isEqualTo(open.getOrDefault(route, operation.path("security").isEmpty())));
    }

    /** Run with {@code -Dopenapi.publish} to promise what is new. */
    @Test
    void what_clients_have_been_promised_is_kept() throws IOException {
        if (System.getProperty("openapi.publish") != null) {
            Object sorted = JSON.convertValue(withoutExamples(api.deepCopy()), Map.class);
            Files.writeString(PUBLISHED, JSON.writeValueAsString(sorted) + "\n");
        }
        assertThat(Compatibility.breaks(JSON.readTree(PUBLISHED.toFile()), api))
                .as("What clients that were written for docs/openapi.json can't rely on any more")
                .isEmpty();
    }

    /** Nobody relies on them, and they are half of it. */
    private static JsonNode withoutExamples(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("example", "examples"));
        }
        node.forEach(OpenApiTest::withoutExamples);
        return node;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a status that is not described       | GET | /api/wallet | 204 | {}",
                "a field that is not described        | GET | /api/wallet | 200 | {\"accountId\": \"6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11\", \"available\": 1, \"held\": 0, \"frozen\": false, \"version\": 1, \"secret\": 1}",
                "a field that is missing              | GET | /api/wallet | 200 | {\"accountId\": \"6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11\", \"available\": 1, \"held\": 0, \"frozen\": false}",
                "a text for a number                  | GET | /api/wallet | 200 | {\"accountId\": \"6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11\", \"available\": \"1\", \"held\": 0, \"frozen\": false, \"version\": 1}",
                "an id that is none                   | GET | /api/wallet | 200 | {\"accountId\": \"x\", \"available\": 1, \"held\": 0, \"frozen\": false, \"version\": 1}"
            })
    void an_answer_that_is_not_as_described_is_noticed(
            String what, String method, String path, int status, String body) {
        assertThat(contract.objections(method, path, status, headers("application/json"), body))
                .hasSize(1);
    }

    @Test
    void an_answer_that_is_as_described_is_let_through() {
        String wallet =
                "{\"accountId\": \"6f1c5b0e-8d1b-4d6e-9a55-0c2f3f0e7a11\", \"available\": 1, \"held\": 0, \"frozen\": false, \"version\": 1}";

        assertThat(contract.objections("GET", "/api/wallet?x=1", 200, headers("application/json"), wallet))
                .isEmpty();
        assertThat(contract.objections("GET", "/api/wallet", 200, headers("text/plain"), wallet))
                .isNotEmpty();
        assertThat(contract.objections(
                        "GET", "/api/wallet", 200, HttpHeaders.of(Map.of(), (name, value) -> true), wallet))
                .anyMatch(objection -> objection.contains("X-Correlation-Id"));
    }

    @Test
    void a_problem_that_the_route_does_not_describe_is_noticed() {
        String problem =
                "{\"type\": \"urn:skillsphere:problem:%s\", \"title\": \"T\", \"status\": 409, \"correlationId\": \"1\"}";
        HttpHeaders headers = headers("application/problem+json");

        assertThat(contract.objections("POST", "/api/bookings", 409, headers, problem.formatted("slot-taken")))
                .isEmpty();
        assertThat(contract.objections("POST", "/api/bookings", 409, headers, problem.formatted("email-taken")))
                .hasSize(1);
        assertThat(contract.objections("POST", "/api/bookings", 422, headers, problem.formatted("slot-taken")))
                .isNotEmpty();
        assertThat(contract.objections("POST", "/api/nowhere", 404, headers("text/html"), "<html>"))
                .isNotEmpty();
    }

    private static HttpHeaders headers(String type) {
        return HttpHeaders.of(
                Map.of("Content-Type", List.of(type), "X-Correlation-Id", List.of("1")), (name, value) -> true);
    }

    private void operations(BiConsumer<String, JsonNode> each) {
        List<String> verbs = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    verbs.add(verb.getKey());
                    each.accept(verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), verb.getValue());
                }));
        assertThat(verbs).hasSizeGreaterThan(50);
    }
}
