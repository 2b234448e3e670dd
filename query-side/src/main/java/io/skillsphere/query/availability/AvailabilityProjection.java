package io.skillsphere.query.availability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.availability.AvailabilityEvent.AvailabilityPublished;
import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.Projection;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When mentors take sessions, as they said last. */
@Component
@ProcessingGroup("availability")
class AvailabilityProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;
    private final ObjectMapper json;

    AvailabilityProjection(JdbcClient jdbc, Feed feed, @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.json = json;
    }

    @Override
    public List<String> tables() {
        return List.of("availability_view");
    }

    @EventHandler
    void on(AvailabilityPublished event, @SequenceNumber long version) throws JsonProcessingException {
        int changed = jdbc.sql("""
                INSERT INTO availability_view (mentor_id, timetable, version) VALUES (?, ?::jsonb, ?)
                ON CONFLICT (mentor_id) DO UPDATE SET timetable = excluded.timetable, version = excluded.version
                WHERE availability_view.version < excluded.version""")
                .params(event.mentorId(), json.writeValueAsString(event.timetable()), version)
                .update();
        if (changed == 1) {
            feed.publish(
                    FeedType.AVAILABILITY,
                    event.mentorId(),
                    version,
                    new AvailabilityView(event.mentorId(), event.timetable(), version),
                    event.mentorId(),
                    Feed.EVERYBODY);
        }
    }
}
