package io.skillsphere.web.audit;

import java.io.PrintStream;

/** What an auditor can ask from the shell. It reads the database and changes nothing that is served. */
interface AuditCommand {

    /** The exit status where all holds. */
    int HOLDS = 0;

    /** The exit status where something does not hold; what, is in the result. */
    int BROKEN = 1;

    /** The exit status where the question could not be answered. */
    int NOT_ANSWERED = 2;

    /** Prints the result on {@code out} and its progress on {@code err}; answers with the exit status. */
    int run(AuditArguments arguments, PrintStream out, PrintStream err) throws Exception;
}
