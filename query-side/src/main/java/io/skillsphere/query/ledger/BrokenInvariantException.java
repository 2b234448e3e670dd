package io.skillsphere.query.ledger;

/** What must always be true of the log is not, after some event; the message says what. */
final class BrokenInvariantException extends RuntimeException {

    BrokenInvariantException(String what, Object... arguments) {
        super(what.formatted(arguments), null, false, false);
    }
}
