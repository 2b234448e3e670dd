package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A client in JavaScript: a folder of {@code src/test} with its packages, in {@code target}. */
public final class NpmProject {

    private final Path folder;

    private NpmProject(Path folder) {
        this.folder = folder;
    }

    /** The folder {@code src/test/<name>}, with the packages that its lock file names. */
    public static NpmProject installed(String name) throws IOException, InterruptedException {
        program("node");
        program("npm");
        Path folder = Path.of("target", name);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(Path.of("src", "test", name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        NpmProject project = new NpmProject(folder);
        project.run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        return project;
    }

    /**
     * The first of these programs that is there. Where there is none, the test is skipped, and says what is missing; on a build
     * server ({@code CI} is set in the environment) it fails, so that nobody takes it for passed.
     */
    public static Path program(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(names));
    }

    private static Path missing(String... names) {
        String missing = "This needs the program %s; install it, for example by `apt-get install %s`."
                .formatted(String.join(" or ", names), names[0]);
        if (System.getenv("CI") != null) {
            throw new AssertionError(missing);
        }
        throw new TestAbortedException("Skipped. " + missing);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Runs a program there, which must succeed, and gives what it printed. */
    public String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** The same, with more in its environment. */
    public String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s has ended; it said: %s", List.of(command), Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }
}
