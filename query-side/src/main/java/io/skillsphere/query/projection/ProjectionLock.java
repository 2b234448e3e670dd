package io.skillsphere.query.projection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One writer at a time, over all nodes: the processor's batch, the retry of a dead letter, or a rebuild that takes over. So
 * the feed's positions become visible in order, and no two writers can wait for each other's rows.
 */
@Component
class ProjectionLock {

    private static final long KEY = 0x736b696c6c73L;

    private final JdbcClient jdbc;

    ProjectionLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the other writers; held until the current transaction has ended. To be taken before anything else. */
    void acquire() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(KEY).query().singleRow();
        planForRows(jdbc);
    }

    /**
     * Until the transaction ends, statements are planned once and not for each event, and never to read a whole table: the
     * planner may have seen it when it was empty.
     */
    static void planForRows(JdbcClient jdbc) {
        jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off")
                .update();
    }
}
