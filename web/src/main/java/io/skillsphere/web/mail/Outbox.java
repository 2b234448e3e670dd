package io.skillsphere.web.mail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mails to be sent: kept in the caller's transaction, so each goes out if and only if what it tells of was done. */
@Component
public class Outbox {

    private final JdbcClient jdbc;
    private final MailProperties properties;
    private final Clock clock;

    Outbox(JdbcClient jdbc, MailProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A mail of a {@link Letter}'s kind to an account, about what the reference names (null for nothing). A null account is
     * taken, and told from no other before the mail is due. Nothing where no server is configured.
     */
    public void put(String kind, UUID accountId, String reference) {
        put(UUID.randomUUID(), kind, accountId, reference, Duration.ZERO);
    }

    /** The same, to go out after a while, and only once however often it is put in with this id. */
    public void put(UUID id, String kind, UUID accountId, String reference, Duration after) {
        if (properties.isConfigured()) {
            jdbc.sql("""
                    INSERT INTO outgoing_mail (id, kind, account_id, reference, due_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO NOTHING""")
                    .params(
                            id,
                            kind,
                            accountId,
                            reference,
                            Timestamp.from(clock.instant().plus(after)))
                    .update();
        }
    }
}
