package io.skillsphere.web.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the outbox as operators see it: neither what it says nor to which address.
 *
 * @param accountId whom it is to; null where it was asked for an address that nobody has
 * @param attempts how often it was tried
 * @param failure what kind of failure the last one was, or null
 * @param dueAt when it is tried next, while it is waiting
 * @param doneAt when it was sent, dropped or given up, or null
 */
record OutgoingMail(
        UUID id,
        String kind,
        @Nullable UUID accountId,
        MailState state,
        int attempts,
        @Nullable String failure,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant doneAt,
        long position) {}
