package io.skillsphere.web;

/** Something that a person can mend keeps SkillSphere from starting: told in two sentences, without a stack trace. */
public final class StartRefusedException extends RuntimeException {

    private final String remedy;

    /** Why, and what to do about it. */
    public StartRefusedException(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    /** The same with what is behind it, for those who debug. */
    public StartRefusedException(String why, String remedy, Throwable cause) {
        super(why, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
