package io.skillsphere.query.projection;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The processor of the projections, on whichever node it runs, as the database knows it. */
@Component
class LiveProcessor {

    private final JdbcClient jdbc;
    private final Serializer serializer;

    LiveProcessor(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** What it has processed for good: the token that it committed with its last batch. */
    Processed processed() {
        return processed(jdbc);
    }

    /** The same as a given connection sees it. */
    Processed processed(JdbcClient connection) {
        return connection
                .sql("""
                SELECT token, token_type FROM token_entry
                WHERE processor_name = ? AND segment = 0 AND token IS NOT NULL""")
                .param(ProjectionsConfiguration.PROJECTIONS)
                .query((row, number) ->
                        new Processed(serializer.<byte[], TrackingToken>deserialize(new SimpleSerializedObject<>(
                                row.getBytes("token"),
                                byte[].class,
                                new SimpleSerializedType(row.getString("token_type"), null)))))
                .optional()
                .orElse(new Processed(null));
    }
}
