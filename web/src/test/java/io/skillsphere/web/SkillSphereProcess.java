package io.skillsphere.web;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The packaged jar, run as a process of its own on a free port: for tests (named *IT, which run after packaging) that stop it or
 * kill it. Its output and its PostgreSQL's go to files that LogsOfTheTestRun reads.
 */
public final class SkillSphereProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "skillsphere.jar").toAbsolutePath();
    private static final Pattern READY =
            Pattern.compile("SkillSphere is ready\\R\\s+API\\s+(http://localhost:\\d+)/api");
    private static final Duration START = Duration.ofMinutes(6); // a busy machine, and a database to make or to recover

    private final Path dataFolder;
    private final Path output;
    private final Process process;
    private Optional<ProcessHandle> postmasterOfItsOwn = Optional.empty();

    private SkillSphereProcess(Path dataFolder, Path output, Process process) {
        this.dataFolder = dataFolder;
        this.output = output;
        this.process = process;
    }

    /** Starts it on the data folder, with more environment variables if need be, and does not wait. */
    public static SkillSphereProcess start(Path dataFolder, Map<String, String> environment) {
        try {
            List<String> command = new ArrayList<>();
            if (File.separatorChar == '/' && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                // A process group of its own, which Ctrl-C can be sent to, and which takes notice of it.
                command.addAll(List.of("setsid", "env", "--default-signal=INT"));
            }
            command.addAll(java("-jar", JAR.toString()));
            Path output = newLog("skillsphere");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("DATABASE_"));
            builder.environment().put("SKILLSPHERE_DATA_DIR", dataFolder.toString());
            builder.environment().put("PORT", "0");
            builder.environment().put("LOGGING_LEVEL_IO_SKILLSPHERE", "DEBUG"); // as in the tests' own application
            builder.environment().putAll(environment);
            return new SkillSphereProcess(dataFolder, output, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new file for what a process prints. */
    public static Path newLog(String name) throws IOException {
        return Files.createTempFile(Files.createDirectories(Path.of("target", "process-logs")), name + "-", ".log");
    }

    /** A command of the Java that runs the tests, which begins its work sooner and never does it fast. */
    public static List<String> java(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(words));
        return command;
    }

    /** Starts it on the data folder and waits until it serves. */
    public static SkillSphereProcess startAndWait(Path dataFolder) {
        return start(dataFolder, Map.of()).awaitReady();
    }

    /** Waits until it serves; fails with its output if it ends before. */
    public SkillSphereProcess awaitReady() {
        try {
            Awaitility.await()
                    .atMost(START)
                    .until(() -> !process.isAlive() || READY.matcher(output()).find());
        } finally {
            if (!READY.matcher(output()).find()) {
                close();
            }
        }
        if (!process.isAlive()) {
            throw new AssertionError("SkillSphere ended before it was ready:\n" + output());
        }
        postmasterOfItsOwn = postmaster();
        return this;
    }

    /** Where it serves, such as {@code http://localhost:40123}. Only once it is ready. */
    public URI address() {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new IllegalStateException("Not ready");
        }
        return URI.create(ready.group(1));
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop (SIGTERM), as a container engine does, and waits. Gives the exit status. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Sends SIGINT to its whole process group, as a terminal does on Ctrl-C, and waits. Gives the exit status. Linux only. */
    public int interrupt() {
        signalGroup("INT");
        return awaitExit();
    }

    /** Ends it at once (SIGKILL), as a power cut does; what it started lives on. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits until it has ended. Gives the exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(1, MINUTES)) {
                throw new AssertionError("SkillSphere still runs:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of the embedded PostgreSQL's server that runs on the data folder, if one does. */
    public Optional<ProcessHandle> postmaster() {
        return postmasterFile()
                .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.get(0).trim())));
    }

    /** Where the embedded PostgreSQL serves the application, with user name and password in it. */
    public String databaseUrl() {
        try {
            String password = Files.readString(dataFolder.resolve("postgres/password"));
            String port = postmasterFile().orElseThrow().get(3).trim();
            return "postgres://skillsphere:%s@127.0.0.1:%s/skillsphere".formatted(password, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the embedded PostgreSQL as the application has them, past the application. */
    public Connection connect() throws SQLException {
        URI url = URI.create(databaseUrl());
        String[] credentials = url.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getAuthority().split("@")[1] + url.getPath(),
                credentials[0],
                credentials[1]);
    }

    /** Ends it, and the PostgreSQL that it started if that still runs. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(30, SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postmasterOfItsOwn.ifPresent(ProcessHandle::destroyForcibly);
        keepLogsOfPostgres();
    }

    private void keepLogsOfPostgres() {
        Path folder = dataFolder.resolve("postgres/log");
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder)) {
                for (Path log : logs) {
                    Files.copy(log, newLog("postgresql"), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Optional<List<String>> postmasterFile() {
        Path file = dataFolder.resolve("postgres/postmaster.pid");
        try {
            return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signalGroup(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
