package io.skillsphere.web.authorisation;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.simp.user.SimpUserRegistry;

/** Who may do what: the table in {@code authorisation.md}, each cell of which is tried. */
class AuthorisationTest extends EndToEnd {

    private static final Set<String> OF_STOMP = Set.of("CONNECT", "SUBSCRIBE", "SEND");
    private static final String REFUSED = "refused";
    private static final String EVERYBODYS = "/topic/skills";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ApplicationContext application;

    @Autowired
    private SimpUserRegistry users;

    private ApiClient admin;
    private Things things;

    @BeforeEach
    void prepare() {
        admin = admin();
        things = new Things(anonymous(), admin, jdbc);
    }

    @Test
    void every_route_is_in_the_table() {
        Set<String> missing = new TreeSet<>(Routes.of(application));
        AuthorisationTable.rows().forEach(row -> missing.remove(row.route()));

        assertThat(missing)
                .as(
                        "Routes of which %s does not say who may call them. Add these rows, filled in:%n%s",
                        AuthorisationTable.FILE,
                        missing.stream().map(AuthorisationTable::rowsToAdd).collect(Collectors.joining()))
                .isEmpty();
    }

    @Test
    void every_route_in_the_table_exists() {
        Set<String> routes = Routes.of(application);

        assertThat(AuthorisationTable.rows())
                .as("Rows of %s whose route the application does not have", AuthorisationTable.FILE)
                .filteredOn(row -> !routes.contains(row.route()))
                .isEmpty();
    }

    @Test
    void a_route_to_single_things_is_tried_with_more_than_one_of_them() {
        Map<String, List<Row>> rows = AuthorisationTable.rows().stream().collect(groupingBy(Row::route));

        assertThat(rows)
                .as("Routes with one row only: add another, such as for what is somebody else's or is unknown")
                .allSatisfy((route, all) -> assertThat(all).hasSizeGreaterThan(route.contains("{") ? 1 : 0));
        assertThat(AuthorisationTable.rows())
                .as("Rows about things that the class Things can't make")
                .filteredOn(row -> !things.knows(row.thing()))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> each_call_is_answered_as_the_table_says() {
        return AuthorisationTable.rows().stream().flatMap(row -> row.expected().entrySet().stream()
                .map(cell -> DynamicTest.dynamicTest(
                        "%s by %s: %s".formatted(row, cell.getKey(), cell.getValue()),
                        () -> assertThat(call(row, cell.getKey()))
                                .as("answer to %s by %s", row, cell.getKey())
                                .isEqualTo(cell.getValue()))));
    }

    private String call(Row row, Caller caller) throws Exception {
        String id = things.make(row.thing(), caller);
        String path = things.fill(row.path(id), id, caller);
        return OF_STOMP.contains(row.method()) ? frame(row, path, id, caller) : request(row, path, id, caller);
    }

    private String request(Row row, String path, String id, Caller caller) throws JsonProcessingException {
        Object body = row.body().isEmpty() ? null : JSON.readTree(things.fill(row.body(), id, caller));
        Answer answer = things.caller(caller).send(row.method(), path, body, versionOf(row, path));
        if (answer.status() < 300 && !row.method().equals("GET")) {
            things.forgetAll();
            if (Stream.of("/api/account", "/api/auth", "/api/admin/accounts", "/api/mentors")
                    .anyMatch(path::startsWith)) {
                things.forget(caller);
            }
        }
        if (answer.status() >= 400 && !path.equals("/ws")) {
            answer.problem(answer.status());
        }
        return Integer.toString(answer.status());
    }

    /** What is changed or deleted must be named with its version. */
    private Map<String, String> versionOf(Row row, String path) {
        if (!row.method().equals("PUT") && !row.method().equals("DELETE")) {
            return Map.of();
        }
        return admin.get(path)
                .headers()
                .firstValue("ETag")
                .map(tag -> Map.of("If-Match", tag))
                .orElse(Map.of());
    }

    private String frame(Row row, String destination, String id, Caller caller) {
        ApiClient me = things.caller(caller);
        try (StompClient client = new StompClient(port, me.token())) {
            if (me.token() != null) {
                switch (row.method()) {
                    case "SUBSCRIBE" -> client.subscribe(destination);
                    case "SEND" -> client.send(destination, things.fill(row.body(), id, caller));
                    default -> {}
                }
                // Frames are judged in the order in which they come: once this is through, so is the one before.
                client.subscribe(EVERYBODYS);
            }
            await().until(() -> client.isRefused() || isSubscribed(me, EVERYBODYS));
            if (row.expected().get(caller).equals(REFUSED)) {
                await().until(client::isRefused); // which comes a little later
            }
            return client.isRefused() ? REFUSED : "ok";
        }
    }

    private boolean isSubscribed(ApiClient who, String destination) {
        return !users.findSubscriptions(subscription -> subscription
                                .getDestination()
                                .equals(destination)
                        && subscription.getSession().getUser().getName().equals(Objects.toString(who.accountId())))
                .isEmpty();
    }
}
