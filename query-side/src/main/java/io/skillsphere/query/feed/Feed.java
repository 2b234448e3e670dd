package io.skillsphere.query.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.feed.FeedType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ordered stream of what changed in the projections and who may see it, written in the transaction of the change. */
@Component
public class Feed {

    /** The recipient of what is public. */
    public static final UUID EVERYBODY = null;

    private static final String UPDATES = Feed.class.getName();

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    Feed(JdbcTemplate jdbc, @Qualifier("defaultAxonObjectMapper") ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** From here on gathers what is published in the unit of work, to write it in one go when that commits. */
    public void open(UnitOfWork<?> root) {
        List<Object[]> updates = new ArrayList<>();
        root.resources().put(UPDATES, updates);
        root.onPrepareCommit(u -> write(updates));
    }

    /** Tells each recipient how the view is now; silent where no feed was opened, which is so during a rebuild. */
    public void publish(FeedType type, UUID resourceId, long version, Object view, UUID... recipientIds) {
        List<Object[]> updates = CurrentUnitOfWork.get().root().getResource(UPDATES);
        if (updates != null) {
            String data = json(view);
            for (UUID recipientId : recipientIds) {
                updates.add(new Object[] {recipientId, type.name(), resourceId, version, data});
            }
        }
    }

    private void write(List<Object[]> updates) {
        if (!updates.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO feed (recipient_id, type, resource_id, version, data) VALUES (?, ?, ?, ?, ?)",
                    updates);
        }
    }

    private String json(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view that is no JSON: " + view, e);
        }
    }
}
