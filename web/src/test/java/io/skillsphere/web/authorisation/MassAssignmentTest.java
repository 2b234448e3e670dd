package io.skillsphere.web.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.openapi.Contract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a body has no field for can't be set by it: every body of the table, with more in it than it should have. */
class MassAssignmentTest extends EndToEnd {

    private static final List<String> FIELDS = List.of("role", "balance", "id", "status", "mentorId");
    private static final Set<String> NOT_ALLOWED = Set.of("401", "403", "404");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contract contract;
    private Things things;

    @BeforeEach
    void prepare() {
        contract = Contract.of("http://localhost:" + port);
        things = new Things(anonymous(), admin(), jdbc);
    }

    @Test
    void every_body_of_the_api_is_tried() {
        Set<String> untried = new TreeSet<>();
        contract.api().path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(verb -> verb.getValue().has("requestBody"))
                .forEach(verb -> untried.add(verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        untried.removeAll(rows().map(Row::route).collect(Collectors.toSet()));

        assertThat(untried)
                .as("Routes that take a body, without a row in %s that has one", AuthorisationTable.FILE)
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_field_that_a_body_does_not_have_is_refused_and_changes_nothing() {
        return rows().flatMap(row -> row.expected().entrySet().stream()
                .filter(cell -> !NOT_ALLOWED.contains(cell.getValue()))
                .flatMap(cell -> FIELDS.stream()
                        .filter(field -> !has(row, field))
                        .map(field -> DynamicTest.dynamicTest(
                                "%s with %s by %s".formatted(row, field, cell.getKey()),
                                () -> isRefused(row, field, cell.getKey())))));
    }

    private static Stream<Row> rows() {
        return AuthorisationTable.rows().stream()
                .filter(row -> !row.body().isEmpty() && !row.method().equals("SEND"));
    }

    private boolean has(Row row, String field) {
        JsonNode operation = contract.api()
                .path("paths")
                .path(row.path().split("\\?")[0])
                .path(row.method().toLowerCase(Locale.ROOT));
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        return contract.resolve(schema).path("properties").has(field);
    }

    private void isRefused(Row row, String field, Caller caller) throws JsonProcessingException {
        ApiClient me = things.caller(caller);
        String id = things.make(row.thing(), caller);
        ObjectNode body = (ObjectNode) JSON.readTree(things.fill(row.body(), id, caller));
        body.set(field, value(field));
        String correlation = UUID.randomUUID().toString();
        List<Map<String, Object>> account = account(me);

        Answer answer = me.send(
                row.method(),
                things.fill(row.path(id), id, caller),
                body,
                Map.of("If-Match", "\"0\"", "X-Correlation-Id", correlation));

        assertThat(answer.problem(400)).isIn("validation-failed", "malformed-request");
        assertThat(answer.body().toString()).as("says which").contains(field);
        assertThat(account(me)).isEqualTo(account);
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM domain_event_entry WHERE position(? IN convert_from(meta_data, 'UTF8')) > 0")
                        .param(correlation)
                        .query(Long.class)
                        .single())
                .as("events of the request")
                .isZero();
    }

    private List<Map<String, Object>> account(ApiClient who) {
        return jdbc.sql("SELECT name, email, role, email_verified, suspended_at FROM account WHERE id = ?")
                .param(who.accountId())
                .query()
                .listOfRows();
    }

    private static JsonNode value(String field) {
        return JSON.valueToTree(
                switch (field) {
                    case "role" -> "ADMIN";
                    case "balance" -> 1_000_000;
                    case "status" -> "SETTLED";
                    default -> UUID.randomUUID();
                });
    }
}
