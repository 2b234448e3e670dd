package io.skillsphere.query;

import java.util.Map;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A test of the read side; all of them share one application and one database, which is empty when a test begins. */
@SpringBootTest(
        classes = QuerySideApplication.class,
        properties = {
            "spring.flyway.locations=filesystem:../web/src/main/resources/db/migration",
            "logging.level.root=WARN",
            "axon.axonserver.enabled=false",
            "axon.serializer.general=jackson",
            "axon.serializer.events=jackson",
            "axon.serializer.messages=jackson",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "skillsphere.dead-letters.retry-every=PT24H"
        })
public abstract class QuerySideTest {

    @Autowired
    protected Log log;

    @Autowired
    protected QueryGateway queries;

    @Autowired
    protected JdbcClient jdbc;

    @BeforeEach
    void begin() {
        log.begin();
    }

    /** The answer to a query that finds something. */
    protected <R> R answer(Object query, Class<R> type) {
        return queries.query(query, type).join();
    }

    /** Every row of every table that projections keep, the feed too: equal where nothing changed. */
    protected Map<String, Object> everything() {
        Map<String, Object> rows = new java.util.TreeMap<>();
        for (String table : java.util.List.of(
                "skill_view",
                "availability_view",
                "review_view",
                "mentor_rating_view",
                "booking_view",
                "booking_step",
                "wallet_view",
                "transaction_view",
                "ledger_line",
                "ledger_account",
                "notification_view",
                "notification_preference",
                "conversation_view",
                "message_view",
                "feed",
                "dead_letter_entry")) {
            rows.put(
                    table,
                    jdbc.sql("SELECT t::text FROM " + table + " t ORDER BY 1")
                            .query(String.class)
                            .list());
        }
        return rows;
    }
}
