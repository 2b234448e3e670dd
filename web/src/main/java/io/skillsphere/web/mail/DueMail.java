package io.skillsphere.web.mail;

import java.util.UUID;

/**
 * A mail that is being tried.
 *
 * @param attempts how often it was before
 * @param content what it says if that is settled, or null
 */
record DueMail(UUID id, String kind, UUID accountId, String reference, int attempts, String content) {}
