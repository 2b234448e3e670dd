package io.skillsphere.web.postgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The one PostgreSQL that this node works on, for the pool, Flyway and JPA alike. */
public interface Database extends JdbcConnectionDetails, AutoCloseable {

    /** Where it is, in words for a person who reads the start-up report; never with a password. */
    String whereabouts();

    /** Stops what was started for it. Spring calls this after the pool is closed. */
    @Override
    default void close() {}
}
