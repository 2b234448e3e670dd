package io.skillsphere.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.fuzz.RawHttp.Answer;
import io.skillsphere.web.fuzz.RawHttp.Request;
import io.skillsphere.web.openapi.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Requests of all kinds to every route, as everybody: none is answered with a fault of ours, and every answer is as the OpenAPI
 * describes it. {@code -Dfuzz.requests} says how many (1,500), {@code -Dfuzz.seed} which (1).
 */
class FuzzTest extends EndToEnd {

    private static final Pattern ID = Pattern.compile("\"[a-zA-Z]*[iI]d\":\"([0-9a-f-]{36})\"");
    private static final List<String> ROLES = List.of("", "LEARNER", "MENTOR", "ADMIN", "AUDITOR");
    private static final int REPORTED = 20;

    private final Map<String, ApiClient> people = new HashMap<>();

    @Test
    void whatever_is_sent_is_answered_as_described_and_never_with_a_fault() throws Exception {
        int requests = Integer.getInteger("fuzz.requests", 1_500);
        Contract contract = Contract.of("http://localhost:" + port);
        RequestMaker maker = new RequestMaker(contract, Long.getLong("fuzz.seed", 1));
        RawHttp http = new RawHttp(port);
        Map<Integer, Integer> counts = new TreeMap<>();
        Map<String, String> objections = new LinkedHashMap<>();

        for (int i = 0; i < requests; i++) {
            String role = ROLES.get(i % ROLES.size());
            Request request = maker.next(role.isEmpty() ? null : person(role).token());
            Answer answer = http.send(request);
            counts.merge(answer.status(), 1, Integer::sum);
            for (String objection : objections(contract, request, answer)) {
                objections.putIfAbsent(
                        request.method() + " "
                                + request.target().split("\\?")[0].replaceAll("[0-9a-f-]{36}", "{}") + ": " + objection,
                        "request %d as %s: %s%n    answered %d %s"
                                .formatted(i, role, request, answer.status(), answer.body()));
            }
            if (answer.status() == 401) {
                people.remove(role); // it may have ended its own session
            }
            Matcher id = ID.matcher(answer.body());
            for (int found = 0; found < 3 && id.find(); found++) {
                maker.found(id.group(1));
            }
        }

        System.out.printf("%,d requests were answered: %s%n", requests, counts);
        List<String> report = new ArrayList<>();
        objections.forEach((what, how) -> report.add(what + System.lineSeparator() + "  " + how));
        assertThat(report.stream().limit(REPORTED))
                .as("%d kinds of answers that are wrong", report.size())
                .isEmpty();
        assertThat(counts.keySet().stream().filter(status -> status < 300)).isNotEmpty();
    }

    private static List<String> objections(Contract contract, Request request, Answer answer) {
        boolean noMailServer = answer.status() == 503 && request.target().startsWith("/api/notifications/send");
        if (answer.status() >= 500 && !noMailServer) {
            return List.of("it is a fault");
        }
        return contract.objections(
                request.method(), request.target(), answer.status(), answer.headers(), answer.body());
    }

    private ApiClient person(String role) {
        return people.computeIfAbsent(role, missing -> switch (missing) {
            case "LEARNER", "MENTOR" -> anonymous().register(missing);
            default -> {
                ApiClient somebody = anonymous().register("LEARNER");
                admin().put("/api/admin/accounts/" + somebody.accountId() + "/role", Map.of("role", missing), Map.of())
                        .expect(200);
                yield somebody.signInAgain();
            }
        });
    }
}
