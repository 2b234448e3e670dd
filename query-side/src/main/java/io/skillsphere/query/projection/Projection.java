package io.skillsphere.query.projection;

import java.util.List;
import org.axonframework.config.ProcessingGroup;

/**
 * A read model: event handlers that keep some tables. Its handlers write by unqualified table name and change nothing when
 * an event comes again, so that they can be run against other tables, and any number of times.
 */
public interface Projection {

    /** The tables that nobody else writes. */
    List<String> tables();

    /** Its name, which is that of its processing group. */
    default String name() {
        return getClass().getAnnotation(ProcessingGroup.class).value();
    }
}
