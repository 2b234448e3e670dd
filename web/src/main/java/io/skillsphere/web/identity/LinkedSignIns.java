package io.skillsphere.web.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose account is whose, elsewhere and here. */
@Component
class LinkedSignIns implements PersonalData {

    private final JdbcClient jdbc;
    private final Clock clock;

    LinkedSignIns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<UUID> find(SomebodyElsewhere somebody) {
        return jdbc.sql("SELECT account_id FROM linked_sign_in WHERE issuer = ? AND subject = ?")
                .params(somebody.issuer(), somebody.subject())
                .query(UUID.class)
                .optional();
    }

    void add(SomebodyElsewhere somebody, UUID accountId) {
        jdbc.sql("INSERT INTO linked_sign_in (issuer, subject, account_id, created_at) VALUES (?, ?, ?, ?)")
                .params(somebody.issuer(), somebody.subject(), accountId, Timestamp.from(clock.instant()))
                .update();
    }

    void dropAllOf(UUID accountId) {
        jdbc.sql("DELETE FROM linked_sign_in WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "linkedSignIns",
                jdbc
                        .sql(
                                "SELECT issuer, subject, created_at FROM linked_sign_in WHERE account_id = ? ORDER BY created_at")
                        .param(accountId)
                        .query(Linked.class)
                        .list()
                        .stream());
    }

    /** Until the transaction ends, nobody else decides whose account it is that this somebody has. */
    void lock(SomebodyElsewhere somebody) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(somebody.issuer() + " " + somebody.subject())
                .query((row, number) -> number)
                .list();
    }

    /** How somebody can sign in elsewhere, and since when. */
    private record Linked(String issuer, String subject, Instant createdAt) {}
}
