package io.skillsphere.web.audit;

import io.skillsphere.verifier.AuditVerifier;
import io.skillsphere.web.StartRefusedException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code java -jar skillsphere.jar audit <command>}: the result on the standard output, everything else on the standard error.
 */
public final class AuditCommandLine {

    private static final List<Command> COMMANDS = List.of(
            new Command("replay", ReplayCommand.class, Set.of(), Set.of(), 0, """
                    replay
                        builds the read side once more from the log, and compares it with what is served"""),
            new Command("invariants", InvariantsCommand.class, Set.of(), Set.of("every-event"), 0, """
                    invariants [--every-event]
                        whether everything that must be true of tokens, holds and seals is so after each event; there is no
                        lesser check, so the option says what is done anyway"""),
            new Command("explain", ExplainCommand.class, Set.of("account", "at"), Set.of(), 0, """
                    explain --account <id> [--at <instant>]
                        what the account's wallet held at that instant, as lines that add up to it"""),
            new Command("export", ExportCommand.class, Set.of("out"), Set.of(), 0, """
                    export --out <folder>
                        the log with all that proves it, for the next one"""));

    /** Without a database, and with none of our classes: the program that auditors can run by itself. */
    private static final String VERIFY = "verify";

    private AuditCommandLine() {}

    /** Runs the command that the words name; answers with the exit status: 0 only where all holds. */
    public static int run(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals(VERIFY)) {
            return AuditVerifier.run(words.subList(1, words.size()).toArray(String[]::new), System.out);
        }
        if (words.contains("--help") || words.contains("help")) {
            System.out.println(usage());
            return AuditCommand.HOLDS;
        }
        PrintStream out = System.out;
        System.setOut(System.err); // for whatever prints without being asked, as a logger does
        try {
            Command command = COMMANDS.stream()
                    .filter(known -> known.name().equals(words.isEmpty() ? "" : words.get(0)))
                    .findAny()
                    .orElseThrow(() -> new AuditArguments.BadUsageException(
                            words.isEmpty()
                                    ? "What is to be audited?"
                                    : "There is no audit %s.".formatted(words.get(0))));
            AuditArguments arguments = AuditArguments.parse(
                    words.subList(1, words.size()), command.options(), command.flags(), command.others());
            return run(command, arguments, out);
        } catch (AuditArguments.BadUsageException e) {
            System.err.println(e.getMessage());
            System.err.println(usage());
            return AuditCommand.NOT_ANSWERED;
        } finally {
            out.flush();
        }
    }

    private static int run(Command command, AuditArguments arguments, PrintStream out) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AuditApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.log-startup-info=false",
                        "spring.main.register-shutdown-hook=true",
                        "spring.datasource.hikari.minimum-idle=1",
                        "logging.level.root=WARN",
                        "skillsphere.database.join=true")
                .run()) {
            return context.getAutowireCapableBeanFactory()
                    .createBean(command.type())
                    .run(arguments, out, System.err);
        } catch (AuditArguments.BadUsageException e) {
            throw e;
        } catch (Exception e) {
            if (!causes(e, StartRefusedException.class)) { // which the start has told already
                System.err.println("audit %s could not be done: %s".formatted(command.name(), e));
            }
            return AuditCommand.NOT_ANSWERED;
        }
    }

    private static boolean causes(Throwable failure, Class<?> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder("Usage: java -jar skillsphere.jar audit <command>\n");
        COMMANDS.forEach(command -> Arrays.stream(command.usage().split("\n"))
                .forEach(line -> usage.append("  ").append(line).append('\n')));
        usage.append("  verify <folder> [--keys <file>] [--checkpoint <file>]...\n")
                .append(
                        "      whether the bundle in that folder holds; also: verify receipt <file>, verify consistency <file>\n");
        return usage.append("Exit status: 0 where all holds, 1 where it does not, 2 where that could not be told.")
                .toString();
    }

    /** A command: its options take a value each, its flags none, and so many other words may follow. */
    private record Command(
            String name,
            Class<? extends AuditCommand> type,
            Set<String> options,
            Set<String> flags,
            int others,
            String usage) {}
}
