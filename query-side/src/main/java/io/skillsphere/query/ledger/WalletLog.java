package io.skillsphere.query.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A wallet's own events as they stand in the log, to hold against what the read side shows of them. */
@Component
class WalletLog {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    WalletLog(JdbcClient jdbc, @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Entry(LoggedEvent event, byte[] hash) {}

    /**
     * Where the lines of a wallet are not what its sealed events say: from the first line that has an event, up to the
     * instant. Nothing where the log is kept elsewhere, as on Axon Server.
     */
    List<String> objectionsTo(UUID accountId, Instant at, List<Explanation.Line> lines) {
        boolean kept = jdbc.sql("SELECT EXISTS (SELECT FROM domain_event_entry)")
                .query(Boolean.class)
                .single();
        if (!kept) {
            return List.of();
        }
        Map<Long, Explanation.Line> shown = new HashMap<>();
        lines.stream().filter(line -> line.version() != null).forEach(line -> shown.put(line.version(), line));
        long first = shown.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
        List<String> objections = new ArrayList<>();
        for (Entry entry : entries(accountId, first)) {
            long position = entry.event.position();
            JsonNode event = read(entry.event);
            if (event == null || isAfter(event, at) || movesNothing(event)) {
                continue; // what can't be read is missed below
            }
            Explanation.Line line = shown.remove(event.path("sequenceNumber").asLong());
            if (entry.hash != null && !Arrays.equals(entry.hash, entry.event.hash())) {
                objections.add("Position %d: the event is not what was sealed".formatted(position));
            } else if (entry.hash == null && line != null && line.seal() != null) {
                objections.add("Position %d: the event has no seal".formatted(position));
            }
            if (line == null) {
                objections.add("Position %d: the event has no line".formatted(position));
            } else if (!says(event, line) || !Objects.equals(line.position(), position)) {
                objections.add("Position %d: the line is not what the event says".formatted(position));
            }
        }
        shown.values().stream()
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .forEach(line -> objections.add("Position %d: the line has no event".formatted(line.position())));
        return objections;
    }

    private List<Entry> entries(UUID accountId, long firstVersion) {
        return jdbc.sql("""
                SELECT %s, s.event_hash FROM domain_event_entry e
                LEFT JOIN seal s ON s.position = e.global_index AND s.event_id = e.event_identifier
                WHERE e.aggregate_identifier = ? AND e.sequence_number >= ? ORDER BY e.sequence_number""".formatted(LoggedEvent.columns("e")))
                .params(accountId.toString(), firstVersion)
                .query(WalletLog::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(LoggedEvent.read(row), row.getBytes("event_hash"));
    }

    private JsonNode read(LoggedEvent event) {
        try {
            return json.readTree(event.bare());
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean isAfter(JsonNode event, Instant at) {
        try {
            return Instant.parse(event.path("timestamp").asText()).isAfter(at);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean movesNothing(JsonNode event) {
        String type = event.path("payloadType").asText();
        return type.endsWith("$WalletFrozen") || type.endsWith("$WalletUnfrozen");
    }

    private static boolean says(JsonNode event, Explanation.Line line) {
        JsonNode payload = event.path("payload");
        long amount = payload.path("amount").asLong();
        String type = event.path("payloadType").asText();
        return switch (type.substring(type.lastIndexOf('$') + 1)) {
            case "TokensIssued", "TokensReceived" -> changes(line, amount, 0);
            case "TokensRedeemed", "TokensSent" -> changes(line, -amount, 0);
            case "HoldPlaced" -> changes(line, -amount, amount);
            case "HoldReleased" -> changes(line, amount, -amount);
            case "HoldCaptured" -> {
                long released = payload.path("released").asLong();
                yield changes(
                        line, released, -released - payload.path("captured").asLong());
            }
            default -> changes(line, 0, 0);
        };
    }

    private static boolean changes(Explanation.Line line, long available, long held) {
        return line.available() == available && line.held() == held;
    }
}
