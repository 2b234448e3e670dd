package io.skillsphere.query.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * An event exactly as the log stores it, before any upcaster has seen it, as canonical JSON.
 *
 * <p>What is hashed names the metadata by its own hash. So a receipt can prove an event of somebody's wallet without showing
 * by whose request, under whose keys, it came about.
 */
record LoggedEvent(long position, String id, String metaData, TreeMap<String, String> members) {

    private static final String COLUMNS = "global_index, event_identifier, type, aggregate_identifier, sequence_number,"
            + " payload_type, payload_revision, time_stamp, payload, meta_data";

    /** The columns that {@link #read} wants, of a table with this alias. */
    static String columns(String alias) {
        return alias + "." + COLUMNS.replace(", ", ", " + alias + ".");
    }

    static LoggedEvent read(ResultSet row) throws SQLException {
        long position = row.getLong("global_index");
        String id = row.getString("event_identifier");
        byte[] metaData = row.getBytes("meta_data");
        TreeMap<String, String> members = new TreeMap<>();
        members.put("aggregateId", CanonicalJson.string(row.getString("aggregate_identifier")));
        members.put("aggregateType", CanonicalJson.string(row.getString("type")));
        members.put("eventId", CanonicalJson.string(id));
        members.put("payload", json(row.getBytes("payload")));
        members.put("payloadRevision", CanonicalJson.string(row.getString("payload_revision")));
        members.put("payloadType", CanonicalJson.string(row.getString("payload_type")));
        members.put("position", Long.toString(position));
        members.put("sequenceNumber", Long.toString(row.getLong("sequence_number")));
        members.put("timestamp", CanonicalJson.string(row.getString("time_stamp")));
        return new LoggedEvent(position, id, metaData == null ? "null" : json(metaData), members);
    }

    /** With the metadata in full. */
    String whole() {
        return with("metaData", metaData);
    }

    /** With the hash of the metadata in its place: what is hashed, and what a receipt shows. */
    String bare() {
        return with("metaDataHash", CanonicalJson.string(HexFormat.of().formatHex(Sha256.of(metaData))));
    }

    byte[] hash() {
        return Sha256.of(bare());
    }

    private String with(String name, String value) {
        TreeMap<String, String> all = new TreeMap<>(members);
        all.put(name, value);
        return CanonicalJson.object(all);
    }

    /** What is no JSON, which only somebody who edits the log can write, is sealed too: as a string. */
    private static String json(byte[] stored) {
        try {
            return CanonicalJson.of(stored);
        } catch (IOException e) {
            return CanonicalJson.string(new String(stored, StandardCharsets.ISO_8859_1));
        }
    }
}
