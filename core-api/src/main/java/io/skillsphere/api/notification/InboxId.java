package io.skillsphere.api.notification;

import java.util.UUID;

/** Names the inbox of an account; its own type, since an account's id already names its wallet in the log. */
public record InboxId(UUID accountId) {

    @Override
    public String toString() {
        return "inbox-" + accountId;
    }
}
