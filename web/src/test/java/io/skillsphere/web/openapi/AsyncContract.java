package io.skillsphere.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The AsyncAPI description that a running application serves, to hold against it what comes from there by WebSocket. */
public final class AsyncContract {

    private static final Map<Integer, AsyncContract> BY_PORT = new ConcurrentHashMap<>();

    private final ServedSchemas served;

    private AsyncContract(int port) {
        served = new ServedSchemas("http://localhost:" + port + "/api-docs/asyncapi");
    }

    /** What the application at this port serves; read once. */
    public static AsyncContract of(int port) {
        return BY_PORT.computeIfAbsent(port, AsyncContract::new);
    }

    /** The description itself. */
    public JsonNode api() {
        return served.api();
    }

    /** What is wrong with a message from a destination, in sentences; none if it is as one of those that are described. */
    public List<String> objections(String destination, JsonNode message) {
        Optional<JsonNode> channel = StreamSupport.stream(api().path("channels").spliterator(), false)
                .filter(described ->
                        destination.matches(described.path("address").asText().replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst();
        if (channel.isEmpty()) {
            return List.of("nothing is described at " + destination);
        }
        return channel.get().path("messages").properties().stream()
                .map(described -> validate(described.getKey(), message))
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    /** What is wrong with it as a message of this name. */
    public List<String> validate(String name, JsonNode message) {
        return served.validate("#/components/messages/" + name + "/payload", message);
    }
}
