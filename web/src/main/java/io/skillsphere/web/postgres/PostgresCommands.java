package io.skillsphere.web.postgres;

import io.skillsphere.web.StartRefusedException;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs PostgreSQL's own programs, which say in a file what they did. */
final class PostgresCommands {

    private static final Logger log = LoggerFactory.getLogger(PostgresCommands.class);

    private static final Duration FAST_STOP = Duration.ofMinutes(1);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(10);

    private final Path programs;
    private final Path folder;
    private final Path output;

    PostgresCommands(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
        this.output = folder.resolve("postgres.out");
    }

    /** The same on every machine, whatever its locale: UTF-8, ordered by code point. */
    void initialize(Path cluster, String superuser, Path passwordFile) {
        if (!run(
                "initdb",
                "--pgdata=" + cluster,
                "--username=" + superuser,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8")) {
            throw failed("could not create its data folder");
        }
    }

    /** Waits until the server answers, up to the given time. */
    void start(Path cluster, int port, Duration patience) {
        if (!run("pg_ctl", "start", "--pgdata=" + cluster, "--options=-p " + port, wait(patience))) {
            throw failed("did not start");
        }
    }

    /** Ends all connections and stops, cleanly if that takes no more than a minute and by way of a recovery if it does. */
    void stop(Path cluster) {
        if (!run("pg_ctl", "stop", "--pgdata=" + cluster, "--mode=fast", wait(FAST_STOP))) {
            log.warn("PostgreSQL did not stop cleanly: {}", said());
            run("pg_ctl", "stop", "--pgdata=" + cluster, "--mode=immediate", wait(IMMEDIATE_STOP));
        }
    }

    private static String wait(Duration patience) {
        return "--timeout=" + patience.toSeconds();
    }

    private boolean run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root. In a user namespace root is nobody, who yet owns root's files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + program, e);
        }
    }

    private StartRefusedException failed(String what) {
        boolean root = "root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable();
        return new StartRefusedException(
                "The embedded PostgreSQL %s: %s".formatted(what, said()),
                root
                        ? "Start SkillSphere as another user than root, or set DATABASE_URL."
                        : "See %s and %s for more."
                                .formatted(output, folder.resolve("postgres").resolve("log")));
    }

    private String said() {
        try {
            return Files.readString(output).strip();
        } catch (IOException e) {
            return "it said nothing";
        }
    }
}
