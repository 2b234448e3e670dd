package io.skillsphere.web.mail;

import java.util.Optional;
import java.util.UUID;

/** Writes the mails of one kind, at the moment when each goes out: so they say what is true then. */
public interface Letter {

    /** The name under which such mails are put into the {@link Outbox}; stays as it is once it is used. */
    String kind();

    /** Whether its mails let somebody in: then they are never kept, and written anew for each try. */
    default boolean isSecret() {
        return false;
    }

    /**
     * The mail to this account, about what the reference names (null if to nothing); empty if by now it should not be sent.
     * Called in a transaction of its own.
     */
    Optional<Mail> write(UUID accountId, String reference);
}
