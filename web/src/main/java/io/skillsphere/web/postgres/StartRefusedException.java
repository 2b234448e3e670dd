package io.skillsphere.web.postgres;

/** The database cannot be used, and a person can do something about it: told in two sentences, without a stack trace. */
final class StartRefusedException extends RuntimeException {

    private final String remedy;

    StartRefusedException(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    StartRefusedException(String why, String remedy, Throwable cause) {
        super(why, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
