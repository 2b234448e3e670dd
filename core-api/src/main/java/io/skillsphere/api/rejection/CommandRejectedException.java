package io.skillsphere.api.rejection;

import org.axonframework.commandhandling.CommandExecutionException;

/** Thrown by command handlers, before they change anything; its details are a {@link Rejection} on any command bus. */
public class CommandRejectedException extends CommandExecutionException {

    public CommandRejectedException(RejectionCode code, String detail) {
        super(detail, null, new Rejection(code, detail));
    }

    /** Why it was refused. */
    public Rejection rejection() {
        return this.<Rejection>getDetails().orElseThrow();
    }
}
